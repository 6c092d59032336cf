import { article, articles, author, category, tag } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

/** The publication date of what the scene has scheduled. */
export const COMING = new Date('2999-01-01T00:00:00Z');

/**
 * Authors and topics without visible articles: those of withdrawn articles, which readers still
 * see, and those of scheduled articles; and related posts that were found
 * when the magazine had other articles.
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

/** Withdrawn before its publication date, which has passed since. */
const planned = article({
  ...{ title: 'Planned', status: 'SCHEDULED', publishedAt: new Date('2024-07-01T00:00:00Z') },
  ...names('Planned'),
});

const archived = article({ title: 'Archived', ...names('Was') });
const locked = article({ title: 'Locked', ...names('Locked') });
const taken = article({ title: 'Taken back', ...names('Back') });

const later = { status: 'SCHEDULED', publishedAt: COMING } as const;

/** Under a topic whose only description is in a draft, and whose slug belonged to another. */
const scheduled = [
  article({ ...later, title: 'To come', ...names('To Come') }),
  article({ title: 'At sea', topics: [tag('Sea')] }),
  article({ title: 'Draft', status: 'DRAFT', topics: [category('Sea')], authors: [author('No')] }),
  article({ ...later, title: 'Ashore', topics: [category('Shore', 'sea')] }),
];

/** A word in four articles is no key term in so small a magazine, but will be in a larger one. */
const lighthouses = articles(4, (index) => ({
  title: `Lighthouse ${index}`,
  html: '<p>Lighthouse.</p>',
}));

const strangers = articles(40, (index) => ({
  title: `Stranger${index}`,
  html: `<p>Stranger${index}.</p>`,
}));

/** With equal addresses and dates. */
const wires = ['A', 'B', 'C'].map((letter) =>
  article({ title: `Wire ${letter}`, source: { url: 'https://wire.example/1' } }),
);

/** At addresses whose names contain separators. */
const asked = article({
  title: 'Asked',
  addresses: ['/what%3F', 'https://old.example/why%3F/so?a=1%26b%3D2', '/a%2F..%2Fb', '/x?y=%3F'],
});

/** A name so long that its slug has no room for a suffix. */
const LONG = 'long '.repeat(16).trim();

/** Names whose slugs belonged to others, and one whose own slug is now used by another. */
const namesakes = articles(3, (index) => ({
  title: `Namesake ${index}`,
  html: `<p>Namesake${index}.</p>`,
  authors: [{ identity: `test:${index}`, name: LONG }],
  topics: [
    ...[category(LONG), tag(LONG), { ...tag(LONG), slug: `${LONG}!` }],
    ...[{ ...tag('Ebb'), slug: 'ébb' }, tag('Ebb')],
  ],
}));

/** An author and topics that nothing else refers to, one of them below another. */
function names(name: string) {
  const parent = `above-${name.toLowerCase().replace(' ', '-')}`;
  return { authors: [author(name)], topics: [tag(name), category(`Deep ${name}`, parent)] };
}
