import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../importing/records.js';
import { contentOf } from '../support/dump.js';
import { importHere } from '../support/import-here.js';
import { magazine } from '../support/magazine.js';
import { type Stage, stage } from '../support/stage.js';
import { backRoom } from './back-room.js';
import { exportOf, importExport } from './exports.js';
import { COMING, pastAndFuture } from './past-and-future.js';
import { answers, questionsOn } from './questions.js';

const DEMO = fileURLToPath(new URL('../../demo', import.meta.url));

/** A gateway on a database filled by an import of this source. */
async function imported(path: string): Promise<Stage> {
  const built = await stage();
  await importHere(built.db, path);
  return built;
}

/** Fields that depend on the source: a copy was made from an export. */
const ORIGINS = new Set(['entryHash', 'readerHash']);

/** The documents on which two databases must agree. */
async function declared(on: Stage) {
  const { listCounts: _counts, settings: _site, bodies = [], ...rest } = await contentOf(on.db);
  const revisions = new Map(rest.articles?.map(({ _id, revision }) => [_id, revision]));
  // Bodies of earlier revisions are unused, and a body id contains the hash of its source.
  const current = bodies
    .filter(({ articleId, revision }) => revisions.get(articleId) === revision)
    .map(({ _id: _, ...body }) => body);
  // A topic that readers see is exported as shown, so the copy shows it as a described topic.
  const topics =
    rest.topics?.map(({ isDescribed: _described, shownFrom: _shown, ...topic }) => topic) ?? [];
  const withoutOrigin = Object.entries({ ...rest, topics }).map(([name, documents]) => [
    name,
    documents.map((document) =>
      Object.fromEntries(Object.entries(document).filter(([key]) => !ORIGINS.has(key))),
    ),
  ]);
  return { ...Object.fromEntries(withoutOrigin), bodies: current };
}

/** For `npm run soak`: exported articles are equal, whatever their source. */
const OTHER_SOURCES: readonly (readonly [string, () => Promise<Stage>])[] = [
  ['the demo magazine', () => imported(DEMO)],
  ['a WordPress export', () => imported(fixture('wordpress/harbour-notes.xml'))],
  ['a folder of Markdown', () => imported(fixture('markdown/hugo'))],
  ['a Ghost export', () => imported(fixture('ghost/harbour-notes.json'))],
  ['a feed', () => imported(fixture('feeds/rss-2.0.xml'))],
];

describe.each([
  ['a magazine with every property', magazine],
  ['content that readers do not see', backRoom],
  ['withdrawn and scheduled content', pastAndFuture],
  ...(process.env.SOAK ? OTHER_SOURCES : []),
] as const)('an export of %s, imported into an empty database', (_name, build) => {
  let original: Stage;
  let copy: Stage;
  let text: string;
  let account: string;

  beforeAll(async () => {
    original = await build();
    ({ text } = await exportOf(original.db));
    copy = await stage();
    account = (await importExport(text, copy.db)).toText();
  });

  it('imports every record', () => {
    expect(account).toMatch(/ 0 updated, 0 unchanged, 0 skipped, 0 failed\.$/);
  });

  it('gives the same answers, including ids and cursors', async () => {
    const asked = await questionsOn(original.db);
    const expected = await answers(original, asked);
    for (const [index, answer] of (await answers(copy, asked)).entries()) {
      expect(answer).toEqual(expected[index]);
    }
  });

  it('gives the same documents, whatever their status', async () => {
    expect(await declared(copy)).toEqual(await declared(original));
  });

  it('exports the same bytes again', async () => {
    expect((await exportOf(copy.db)).text).toBe(text);
  });

  it('changes nothing when it is imported again', async () => {
    const before = await contentOf(copy.db);
    const again = await importExport(text, copy.db);
    expect(again.toText()).toMatch(/^Read (\d+): 0 created, 0 updated, \1 unchanged,/);
    expect(await contentOf(copy.db)).toEqual(before);
  });
});

describe.each([
  ['content that readers do not see', backRoom],
  ['withdrawn and scheduled content', pastAndFuture],
])('an export of %s, after all scheduled articles are published', (_name, build) => {
  it('gives the same answers from that date on', async () => {
    const original = await build();
    const copy = await stage();
    await importExport((await exportOf(original.db)).text, copy.db);
    const asked = await questionsOn(original.db);
    for (const moment of [new Date(COMING.getTime() - 1), COMING]) {
      for (const each of [original, copy]) each.setNow(moment);
      const expected = await answers(original, asked);
      for (const [index, answer] of (await answers(copy, asked)).entries()) {
        expect(answer).toEqual(expected[index]);
      }
    }
  });
});
