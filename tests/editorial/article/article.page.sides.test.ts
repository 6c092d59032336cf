import { beforeEach, describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../../src/editorial/article/article.document.js';
import { ARCHIVE_NOW, plainCard } from '../../support/archive.js';
import { type Stage, stage } from '../../support/stage.js';
import { WALKED, type Walked } from '../../support/walk.js';

let built: Stage;

beforeEach(async () => {
  built ??= await stage({ now: ARCHIVE_NOW });
  await cards().deleteMany({});
  await cards().insertMany(['a', 'b', 'c', 'd'].map((id, hour) => cardAt(id, hour)));
});

describe('hasPreviousPage', () => {
  it('is false after all articles before the page were removed', async () => {
    const { pageInfo } = await page('first: 2');
    await cards().deleteMany({ _id: { $in: ['d', 'c'] } });

    const next = await page(`first: 2, after: "${pageInfo.endCursor}"`);

    expect(next.pageInfo.hasPreviousPage).toBe(false);
  });

  it('is false on the first page, also if an article was published before it meanwhile', async () => {
    const { pageInfo } = await page('first: 4');
    await cards().insertOne(cardAt('e', 5));

    const same = await page(`last: 4, before: "${pageInfo.endCursor}"`);

    expect(same.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    expect(same.edges).toHaveLength(4);
  });

  it('is true on the empty page after the last article', async () => {
    const { pageInfo } = await page('last: 1');
    await cards().deleteMany({ _id: { $ne: 'a' } });

    const empty = await page(`first: 2, after: "${pageInfo.endCursor}"`);

    expect(empty).toEqual({
      edges: [],
      pageInfo: { hasPreviousPage: true, hasNextPage: false, startCursor: null, endCursor: null },
    });
  });

  it('is false on an empty page of an empty list', async () => {
    const { pageInfo } = await page('last: 1');
    await cards().deleteMany({});

    const empty = await page(`first: 2, after: "${pageInfo.endCursor}"`);

    expect(empty.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
  });
});

describe('hasNextPage', () => {
  it('is false after all articles after the page were removed', async () => {
    const { pageInfo } = await page('last: 2');
    await cards().deleteMany({ _id: { $in: ['a', 'b'] } });

    const previous = await page(`last: 2, before: "${pageInfo.startCursor}"`);

    expect(previous.pageInfo.hasNextPage).toBe(false);
  });

  it('is true on the empty page before the first article', async () => {
    const { pageInfo } = await page('first: 1');

    const empty = await page(`last: 2, before: "${pageInfo.startCursor}"`);

    expect(empty.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
  });

  it('is false if the last page is exactly full', async () => {
    const { pageInfo } = await page('first: 4');

    expect(pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
  });
});

function cards() {
  return built.db.collection<ArticleDocument>('articles');
}

function cardAt(id: string, hour: number) {
  return plainCard(id, new Date(ARCHIVE_NOW.getTime() - (10 - hour) * 3_600_000));
}

/** Queries one page, newest first. */
async function page(args: string): Promise<Walked> {
  const { data, errors } = await built.ask(`{ articles(${args}) { ${WALKED} } }`);
  expect(errors).toBeUndefined();
  return data.articles;
}
