import { describe, expect, it } from 'vitest';
import { analyseArticle } from '../../../src/publishing/analysis/analyse.js';
import { articlesOfItems } from '../feeds.js';

/** The visible parts of an item with this text, or with this summary of another text. */
async function shown(description: string, full = '') {
  const encoded = full === '' ? '' : `<content:encoded><![CDATA[${full}]]></content:encoded>`;
  const [article] = await articlesOfItems(
    `<item><title>One</title><description><![CDATA[${description}]]></description>${encoded}</item>`,
  );
  return article && analyseArticle(article);
}

const FOOTER =
  '<p>The post <a href="https://one.example/a">One</a> appeared first on <a href="https://one.example">Us</a>.</p>';
const TEASERS = [
  '<p>The tide turns.</p> <a href="https://one.example/a">Continue reading...</a>',
  '<p>The tide turns. <a href="/a">Read more</a></p>',
  '<p>The tide turns. <a class="more" href="/a">Continue reading <span>One</span> <span>&rarr;</span></a></p>',
  '<p>The tide turns. <a href="/a">Weiterlesen</a></p>',
  `<p>The tide turns.</p>${FOOTER}`,
  `<p>The tide turns. <a href="/a">Read more</a></p>${FOOTER}`,
  'The tide turns. Continue reading →',
  'The tide turns. Read more',
];

describe('a link to the full text at the end', () => {
  it.each(TEASERS)('is not part of an excerpt: %s', async (written) => {
    expect((await shown(written))?.excerpt).toBe('The tide turns.');
  });

  it.each(TEASERS)('is not part of a standfirst: %s', async (written) => {
    const article = await shown(written, '<p>Something else stands here.</p>');
    expect([article?.standfirst, article?.excerpt]).toEqual(['The tide turns.', 'The tide turns.']);
  });

  it('does not turn the beginning of the text into a standfirst', async () => {
    const [written = ''] = TEASERS;
    expect((await shown(written, '<p>The tide turns. Then it comes.</p>'))?.standfirst).toBe(
      undefined,
    );
  });

  it('stays in the text, because readers may follow it', async () => {
    expect((await shown(TEASERS[1] ?? ''))?.html).toContain('Read more</a>');
  });

  it.each([
    'She says: Read more books.',
    'Read more is <a href="/b">what she says</a>',
    'The post of the harbour appeared first on charts. Nobody knew it.',
    '<a href="/a">Read more</a> and learn. ',
  ])('is recognised only where it is clearly one: %s', async (written) => {
    const plain = written.replace(/<[^>]*>/g, '').trim();
    expect((await shown(written, '<p>Else.</p>'))?.standfirst).toBe(plain);
  });
});
