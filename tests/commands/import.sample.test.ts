import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../src/editorial/article/article.document.js';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { createSchema } from '../../src/graphql/schema.js';
import { openSource } from '../../src/importing/detect.js';
import { importRecords } from '../../src/importing/import-source.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { bytesOf } from '../support/dump.js';
import { asWriter } from '../support/publishing.js';
import { type Stage, stage } from '../support/stage.js';

/** Not of our writing, and so not in this repository: it lies beside it where CI runs. */
const SAMPLE = fileURLToPath(
  new URL('../../../shared/samples/themeunittestdata.wordpress.xml', import.meta.url),
);
const isThere = existsSync(SAMPLE);

const NOW = new Date('2025-06-01T12:00:00Z');

const SCHEMA = createSchema();

/** Every field of a type that needs no argument, and below objects the same, so many levels deep. */
function everything(typeName: string, levels: number): string {
  const type = SCHEMA.getType(typeName);
  if (!isObjectType(type)) return '__typename';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .flatMap((field) => {
      const below = getNamedType(field.type);
      if (!isObjectType(below)) return [field.name];
      if (levels === 0) return [];
      const isPaged = field.args.some(({ name }) => name === 'first');
      const selection = everything(below.name, levels - 1);
      return [`${field.name}${isPaged ? '(first: 3)' : ''} { ${selection} }`];
    });
  return ['__typename', ...fields].join(' ');
}

describe.skipIf(!isThere)(
  `WordPress's theme test data, imported${isThere ? '' : ' (SKIPPED: ../shared/samples is not here)'}`,
  () => {
    let page: Stage;
    const bring = async () => {
      const source = await openSource(SAMPLE);
      const account = await asWriter(page.stores, (writer) =>
        importRecords(source.records, new Publisher(page.stores, writer, NOW), () => {}),
      );
      const [line = ''] = account.toJsonLine().split(',"skippedBy"');
      return JSON.parse(`${line}}`);
    };
    let account: unknown;
    beforeAll(async () => {
      page = await stage({ now: NOW, env: { BROADSHEET_MAX_COMPLEXITY: '9000000' } });
      account = await bring();
    });

    const cards = () => page.db.collection<ArticleDocument>('articles').find().toArray();

    it('is accounted for to the last item', () => {
      expect(account).toEqual({
        read: 186,
        created: 58,
        updated: 0,
        unchanged: 0,
        skipped: 128,
        failed: 0,
      });
    });

    it('shows 55 articles, each once', async () => {
      const { data } = await page.ask(
        '{ site { articleCount } articles(first: 100) { totalCount nodes { id slug } } }',
      );
      const ids = new Set(data.articles.nodes.map(({ id }: { id: string }) => id));
      expect([data.site.articleCount, data.articles.totalCount, ids.size]).toEqual([55, 55, 55]);
    });

    it('shows 22 comments, whether counted or walked', async () => {
      const { data } = await page.ask(
        '{ articles(first: 100) { nodes { commentCount comments(first: 100) { nodes { id replies { id } } } } } }',
      );
      let counted = 0;
      const walked: string[] = [];
      for (const { commentCount, comments } of data.articles.nodes) {
        counted += commentCount;
        for (const { id, replies } of comments.nodes) {
          walked.push(id, ...replies.map((reply: { id: string }) => reply.id));
        }
      }
      expect([counted, walked.length, new Set(walked).size]).toEqual([22, 22, 22]);
    });

    it('gives every field of every article without an error', async () => {
      const first = await page.ask('{ articles(first: 100) { nodes { slug } } }');
      const selection = everything('Article', 2);
      const errors: unknown[] = [];
      for (const { slug } of first.data.articles.nodes) {
        const answer = await page.ask(
          `query ($slug: String!) { article(by: { slug: $slug }) { ${selection} } }`,
          { slug },
        );
        if (answer.errors) errors.push(slug, ...answer.errors);
        if (answer.data.article.title === '') errors.push(`${slug} has no title`);
        if (answer.data.article.slug !== slug) errors.push(`${slug} has another slug`);
      }
      expect([errors, first.data.articles.nodes.length]).toEqual([[], 55]);
    });

    it('hides the one behind a password, the scheduled one and the draft, by every door', async () => {
      const hidden = (await cards()).filter(
        ({ lists, publishedAt }) => lists.length === 0 || (publishedAt ?? NOW) > NOW,
      );
      const found: unknown[] = [];
      for (const { _id, slugs, source } of hidden) {
        const { data } = await page.ask(
          `query ($id: ID!, $slug: String!, $url: String!) {
            node(id: $id) { id }
            id: article(by: { id: $id }) { id }
            slug: article(by: { slug: $slug }) { id }
            url: article(by: { url: $url }) { id }
            articles(filter: { ids: [$id] }) { totalCount }
          }`,
          {
            id: encodeGlobalId('Article', _id),
            slug: slugs[0],
            url: source?.url ?? 'https://x.example',
          },
        );
        found.push(data);
      }
      expect(found).toEqual(
        Array(3).fill({ node: null, id: null, slug: null, url: null, articles: { totalCount: 0 } }),
      );
    });

    it('has 2 authors, 68 categories, and the tags that it describes or uses', async () => {
      const { data } = await page.ask(`{
        authors { totalCount }
        categories: topics(filter: { taxonomy: CATEGORY }) { totalCount }
        tags: topics(filter: { taxonomy: TAG }) { totalCount }
      }`);
      expect(data).toEqual({
        authors: { totalCount: 2 },
        categories: { totalCount: 68 },
        // 110 described, and 4 that posts name and nobody describes.
        tags: { totalCount: 114 },
      });
    });

    it('is unchanged by a second import', async () => {
      const before = await bytesOf(page.db);
      expect(await bring()).toMatchObject({ created: 0, updated: 0, unchanged: 58, failed: 0 });
      expect(await bytesOf(page.db)).toBe(before);
    });
  },
);
