import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OversizeSkipper } from '../../../src/importing/sources/wordpress/oversize-skipper.js';
import { wordpressSource } from '../../../src/importing/sources/wordpress.js';
import type { SourceRecord } from '../../../src/publishing/entry.js';
import { collect, ofKind, temporaryFile } from '../records.js';

const HEAD =
  '<rss xmlns:wp="w" xmlns:content="c"><channel><link>https://large.example</link><wp:wxr_version>1.2</wp:wxr_version>';
const DATED =
  '<wp:status>publish</wp:status><wp:post_date_gmt>2023-01-01 00:00:00</wp:post_date_gmt>';

/** The records of an export: a small post, one with this content, and another small one. */
async function recordsAround(within: string, end = '</item>'): Promise<SourceRecord[]> {
  const small = (title: string) => `<item><title>${title}</title>${DATED}</item>\n`;
  const large = `<item><title>Large</title>${within}\n${end}\n`;
  const text = `${HEAD}${small('Before')}${large}${small('Behind')}</channel></rss>`;
  return collect(wordpressSource({ path: await temporaryFile('export.xml', text) }));
}

const content = (text: string) => `<content:encoded>${text}</content:encoded>`;
const TIDES = 'tide '.repeat(3_400_000);

describe('an item of an export that is too large', () => {
  it.each([
    [
      'a text',
      content(`<![CDATA[${TIDES}]]>`),
      'expected at most 16777216 characters in <item>, found 170000',
    ],
    [
      'a text that contains end tags of items',
      content(`<![CDATA[${TIDES}</item>]]>`),
      'found 170000',
    ],
    ['texts without markup', content(TIDES), 'found 170000'],
    [
      'comments',
      '<wp:comment></wp:comment>'.repeat(60_000),
      'expected at most 50000 comments in <item>, found 60000',
    ],
    [
      'nested elements',
      content('<a>'.repeat(200_000)),
      'expected at most 50000 nested elements in <item>, found more in its 6000',
    ],
    [
      'attributes',
      `<category ${Array.from({ length: 1100 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
      'expected at most 1000 attributes in a tag, found more in <item> of',
    ],
    [
      'an attribute',
      `<category nicename="${'a'.repeat(600_000)}"/>`,
      'expected at most 65536 characters in a tag, comment or declaration, found more in <item> of 6000',
    ],
    [
      'an XML comment',
      `<!-- ${'a </item> '.repeat(60_000)} -->`,
      'expected at most 65536 characters in a tag',
    ],
  ])('is reported, and those around it are imported: %s', async (_fact, within, reason) => {
    const records = await recordsAround(within);
    expect(ofKind(records, 'FAILED')).toEqual([
      { kind: 'FAILED', place: 'line 2', title: 'Large', reason: expect.stringContaining(reason) },
    ]);
    expect(ofKind(records, 'ARTICLE').map(({ place, title }) => [place, title])).toEqual([
      ['line 1', 'Before'],
      ['line 4', 'Behind'],
    ]);
  });

  it.each([
    ['a CDATA section', content(`<![CDATA[${TIDES}`)],
    ['a comment', `<!-- ${'a'.repeat(600_000)}`],
  ])('ends where the next begins if it is %s without end', async (_fact, within) => {
    const records = await recordsAround(within);
    expect(ofKind(records, 'FAILED').map(({ title }) => title)).toEqual(['Large']);
    expect(ofKind(records, 'ARTICLE').map(({ title }) => title)).toEqual(['Before', 'Behind']);
  });

  it('ends where the next begins if it is never closed', async () => {
    const records = await recordsAround(content(TIDES), '');
    expect(ofKind(records, 'ARTICLE').map(({ title }) => title)).toEqual(['Before', 'Behind']);
  });

  it('is reported once if the file ends in it', async () => {
    const text = `${HEAD}<item><title>Large</title><content:encoded><![CDATA[${TIDES}`;
    const path = await temporaryFile('export.xml', text);
    expect(ofKind(await collect(wordpressSource({ path })), 'FAILED')).toEqual([
      expect.objectContaining({
        title: 'Large',
        reason: expect.stringMatching(/found 170000\d\d; the file ends inside it$/),
      }),
    ]);
  });

  it('is reported with the beginning of a title that is too large itself', async () => {
    const records = await recordsAround(`</item><item><title>${TIDES}</title>`);
    expect(ofKind(records, 'FAILED').at(-1)?.title).toMatch(/^(?:tide ){59}tide$/);
  });
});

describe('an item of an export that is just below the limits', () => {
  it('has 50,000 comments', async () => {
    const comment = '<wp:comment><wp:comment_content>Yes</wp:comment_content></wp:comment>';
    const records = await recordsAround(DATED + comment.repeat(50_000));
    const [, large] = ofKind(records, 'ARTICLE');
    expect([large?.title, large?.comments?.length]).toEqual(['Large', 50_000]);
  });

  it('has a text of 16,777,000 characters', async () => {
    const text = 'a'.repeat(16_777_000);
    const [, large] = ofKind(await recordsAround(DATED + content(text)), 'ARTICLE');
    expect(large?.html).toHaveLength(16_777_000 + '<p></p>'.length);
  });
});

describe('PassingOver', () => {
  it.each([
    ['x</item> behind', undefined, ' behind'],
    ['x<item>behind', undefined, '<item>behind'],
    ['x</channel>behind', undefined, '</channel>behind'],
    ['<![CDATA[</item>]]></item>behind', undefined, 'behind'],
    ['<!--</item>--><wp:comment></item >behind', undefined, 'behind'],
    ['</item>]]></item>behind', 'CDATA', 'behind'],
    ['</item> <item>behind', 'CDATA', '<item>behind'],
    ['</item>--></item>behind', 'COMMENT', 'behind'],
    ['<items></items></item>behind', undefined, 'behind'],
  ] as const)('finds the end of %s, wherever it is split', (text, hidden, behind) => {
    const cuts = constantFrom(...Array.from(text).keys());
    assert(
      property(cuts, cuts, (one, other) => {
        const [first, second] = one < other ? [one, other] : [other, one];
        const rest = new OversizeSkipper(hidden, '');
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
        const found = pieces.map((piece, at) => {
          const after = rest.goOver(piece);
          return after === undefined ? undefined : after + pieces.slice(at + 1).join('');
        });
        expect(found.find((after) => after !== undefined)).toBe(behind);
      }),
    );
  });

  it.each([
    ['<b>text </it', undefined, 'em>behind'],
    ['<![CDATA[ text]', 'CDATA', ']></item>behind'],
    ['<b>]]></b><!', undefined, '[CDATA[</item>]]></item>behind'],
  ] as const)('recognises a token that began before it: %s', (before, hidden, text) => {
    expect(new OversizeSkipper(hidden, before).goOver(text)).toBe('behind');
  });
});
