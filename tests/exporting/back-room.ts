import type { CommentEntry } from '../../src/publishing/entry.js';
import { COMMENT_STATUSES } from '../../src/readers/comment/comment.document.js';
import { article, author, category, tag } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

/** A title so long that its slug has no room for a numeric suffix. */
const LONG = 'A title that is as long as a slug may be and not shorter than that by even a letter';

/**
 * The parts of a magazine that readers do not see: drafts and their tags, scheduled, withdrawn and
 * protected articles, rejected comments, earlier slugs, and texts that are hard to export.
 */
export async function backRoom(): Promise<Stage> {
  const entries = [
    article({ title: 'Written', authors: [author('Ada')], topics: [category('Sea')] }),
    article({
      title: 'Draft',
      status: 'DRAFT',
      authors: [author('Only Drafts')],
      topics: [tag('Secret'), category('Hidden', 'sea')],
    }),
    article({
      title: 'Undated <b>draft</b> & "more"',
      slug: 'undated',
      status: 'DRAFT',
      html: '',
      standfirst: 'Use &lt;b&gt; &amp; &amp;amp; so.',
      excerpt: 'Less &lt; more &amp;lt; less',
    }),
    article({ title: 'To come', status: 'SCHEDULED', publishedAt: new Date('2999-01-01') }),
    article({ title: 'Protected', isProtected: true, comments: comments() }),
    article({ title: 'Talk', comments: comments(), shares: { LINK: 3, EMAIL: 1 } }),
    article({ title: 'Retired', topics: [tag('Gone')] }),
    article({ title: LONG, slug: `${LONG} one`, identity: 'test:long 1' }),
    article({ title: LONG, slug: `${LONG} two`, identity: 'test:long 2' }),
    article({ title: '…', html: '<p>…</p>', language: 'und', slug: 'dots' }),
    article({
      title: 'Chosen',
      topics: [category('Sea')],
      relatedPosts: [{ identity: 'test:Talk' }, { identity: 'test:Draft' }],
    }),
    article({
      title: 'Old names',
      oldSlugs: ['older', 'oldest'],
      identity: 'test:old',
      addresses: ['https://www.old.example/Über/uns.html?b=2&a=1%26', '/?p=7', '/100%25 sure'],
    }),
  ];
  const { publishedAt: _, ...undated } = entries[2] ?? article({ title: '' });
  const built = await stage({
    articles: entries.with(2, undated),
    topics: [
      { ...category('Sea'), description: 'Wet & <deep>.', addresses: ['/section/see?x=ä'] },
      category('Far', 'sea'),
      { ...tag('Größe'), slug: 'größe' },
    ],
    authors: [{ ...author('Ada'), bio: 'Writes <i>.', slug: 'ada-l', addresses: ['/a/Ada'] }],
  });
  await built.publish([
    article({ title: 'Retired', status: 'ARCHIVED', topics: [tag('Gone')] }),
    article({ title: 'Renamed', slug: 'renamed', identity: 'test:old', html: '<p>New.</p>' }),
  ]);
  return built;
}

/** Comments with every status, each with a reply of every status. */
function comments(): CommentEntry[] {
  return COMMENT_STATUSES.flatMap((status) => [
    { ...said(status), status },
    ...COMMENT_STATUSES.map((inner) => ({
      ...said(`${status} ${inner}`),
      parentIdentity: status,
      status: inner,
    })),
  ]);
}

function said(identity: string): CommentEntry {
  return {
    identity,
    authorName: 'Kim <3',
    body: `I say\n\n<b>${identity}</b> & "so".`,
    status: 'APPROVED',
    createdAt: new Date('2024-05-02T08:00:00.123Z'),
  };
}
