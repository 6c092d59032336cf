import { article, articles, author, category, tag } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

/** The moment at which what the scene has scheduled comes out. */
export const COMING = new Date('2999-01-01T00:00:00Z');

/**
 * What readers know of though no article shows it any more, and what they will know of: the names
 * of articles that were withdrawn, and of some that are scheduled; and relatives as they were found
 * when the magazine was another.
 */
export async function pastAndFuture(): Promise<Stage> {
  const built = await stage({ articles: [planned, ...lighthouses], now: JUNE });
  await built.publish([{ ...planned, status: 'ARCHIVED' }]);
  built.setNow(new Date());
  const others = [...scheduled, ...strangers, ...namesakes, ...wires];
  await built.publish([archived, locked, taken, asked, ...others]);
  await built.publish([
    { ...archived, status: 'ARCHIVED' },
    { ...locked, isProtected: true },
    { ...taken, status: 'DRAFT' },
  ]);
  return built;
}

const JUNE = new Date('2024-06-01T00:00:00Z');

/** Withdrawn before its moment, which has come since. */
const planned = article({
  ...{ title: 'Planned', status: 'SCHEDULED', publishedAt: new Date('2024-07-01T00:00:00Z') },
  ...names('Planned'),
});

const archived = article({ title: 'Archived', ...names('Was') });
const locked = article({ title: 'Locked', ...names('Locked') });
const taken = article({ title: 'Taken back', ...names('Back') });

const later = { status: 'SCHEDULED', publishedAt: COMING } as const;

/** One under a topic of which only a draft tells the name, and whose slug is another's. */
const scheduled = [
  article({ ...later, title: 'To come', ...names('To Come') }),
  article({ title: 'At sea', topics: [tag('Sea')] }),
  article({ title: 'Draft', status: 'DRAFT', topics: [category('Sea')], authors: [author('No')] }),
  article({ ...later, title: 'Ashore', topics: [category('Shore', 'sea')] }),
];

/** In so small a magazine a word of four is no reason; with those that come later it would be. */
const lighthouses = articles(4, (index) => ({
  title: `Lighthouse ${index}`,
  html: '<p>Lighthouse.</p>',
}));

const strangers = articles(40, (index) => ({
  title: `Stranger${index}`,
  html: `<p>Stranger${index}.</p>`,
}));

/** Of one address and one moment. */
const wires = ['A', 'B', 'C'].map((letter) =>
  article({ title: `Wire ${letter}`, source: { url: 'https://wire.example/1' } }),
);

/** At addresses in which what parts them is a part of a name. */
const asked = article({
  title: 'Asked',
  addresses: ['/what%3F', 'https://old.example/why%3F/so?a=1%26b%3D2', '/a%2F..%2Fb', '/x?y=%3F'],
});

/** A name that leaves no room for what is put behind its slug. */
const LONG = 'long '.repeat(16).trim();

/** Names whose slugs were another's, and one whose own stands where another's slug is now. */
const namesakes = articles(3, (index) => ({
  title: `Namesake ${index}`,
  html: `<p>Namesake${index}.</p>`,
  authors: [{ identity: `test:${index}`, name: LONG }],
  topics: [
    ...[category(LONG), tag(LONG), { ...tag(LONG), slug: `${LONG}!` }],
    ...[{ ...tag('Ebb'), slug: 'ébb' }, tag('Ebb')],
  ],
}));

/** An author and topics that nothing else names, one of them below another. */
function names(name: string) {
  const parent = `above-${name.toLowerCase().replace(' ', '-')}`;
  return { authors: [author(name)], topics: [tag(name), category(`Deep ${name}`, parent)] };
}
