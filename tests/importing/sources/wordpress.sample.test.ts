import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { wordpressSource } from '../../../src/importing/sources/wordpress.js';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { articleWhere, collect, ofKind } from '../records.js';

/** Third-party data, so not in this repository: it is next to it where CI runs. */
const SAMPLE = fileURLToPath(
  new URL('../../../../shared/samples/themeunittestdata.wordpress.xml', import.meta.url),
);
const isThere = existsSync(SAMPLE);

describe.skipIf(!isThere)(
  `WordPress's theme test data${isThere ? '' : ' (skipped: ../shared/samples is not here)'}`,
  () => {
    let records: readonly SourceRecord[];
    beforeAll(async () => {
      records = await collect(wordpressSource({ path: SAMPLE }));
    });
    const articles = () => ofKind(records, 'ARTICLE');
    const readable = () =>
      articles().filter(({ status, isProtected }) => status === 'PUBLISHED' && !isProtected);

    it('yields 58 posts, of which 55 are public', () => {
      expect([articles().length, readable().length]).toEqual([58, 55]);
    });

    it('yields one post with a password, one scheduled, one draft', () => {
      const others = articles().filter((one) => !readable().includes(one));
      expect(others.map(({ status, isProtected }) => [status, isProtected]).sort()).toEqual([
        ['DRAFT', undefined],
        ['PUBLISHED', true],
        ['SCHEDULED', undefined],
      ]);
    });

    it('yields 2 authors, 68 categories and 110 tags', () => {
      const slugs = (taxonomy: string) =>
        new Set(
          ofKind(records, 'TOPIC')
            .filter((topic) => topic.taxonomy === taxonomy)
            .map(({ slug }) => slug),
        ).size;
      expect([ofKind(records, 'AUTHOR').length, slugs('CATEGORY'), slugs('TAG')]).toEqual([
        2, 68, 110,
      ]);
    });

    it('yields 22 visible comments', () => {
      const comments = readable().flatMap((one) => one.comments ?? []);
      expect(comments.filter(({ status }) => status === 'APPROVED')).toHaveLength(22);
    });

    it('yields one pending comment, and one on the post with a password', () => {
      const all = articles().flatMap((one) => one.comments ?? []);
      const hidden = articleWhere(records, (one) => one.isProtected === true);
      expect([
        all.filter(({ status }) => status === 'PENDING').length,
        hidden.comments?.length,
      ]).toEqual([1, 1]);
    });

    it('yields a post without a title', () => {
      expect(articleWhere(records, ({ title }) => title === '').slug).toBe('edge-case-no-title');
    });

    it('yields four tags that only its posts name', () => {
      const described = new Set(
        ofKind(records, 'TOPIC').map(({ taxonomy, slug }) => `${taxonomy} ${slug}`),
      );
      const used = articles().flatMap(({ topics }) =>
        topics.map(({ taxonomy, slug }) => `${taxonomy} ${slug}`),
      );
      const others = new Set(used.filter((topic) => !described.has(topic)));
      expect([...others].sort()).toEqual([
        'TAG columns',
        'TAG content',
        'TAG sample',
        'TAG test-tag',
      ]);
    });

    it('yields one post whose address is ?p=568, and a copy with its guid', () => {
      const guid = 'https://wpthemetestdata.wordpress.com/?p=568';
      const declared = articles().filter(({ source }) => source?.guid === guid);
      const placed = articles().filter(({ addresses }) => addresses?.includes(guid));
      expect([declared.length, placed.length]).toEqual([2, 1]);
    });

    it('yields no failure', () => {
      expect(ofKind(records, 'FAILED')).toEqual([]);
    });
  },
);
