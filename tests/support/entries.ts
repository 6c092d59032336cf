import type { ArticleEntry, AuthorEntry, TopicEntry } from '../../src/publishing/entry.js';

/** An author entry. */
export function author(name: string): AuthorEntry {
  return { identity: `test:${name}`, name };
}

/** A category, optionally with a parent. */
export function category(name: string, parent?: string): TopicEntry {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  return { taxonomy: 'CATEGORY', slug, name, ...(parent === undefined ? {} : { parent }) };
}

/** A tag. */
export function tag(name: string): TopicEntry {
  return { taxonomy: 'TAG', slug: name.toLowerCase().replaceAll(' ', '-'), name };
}

/** A published article; fields that a test does not set have simple defaults. */
export function article(entry: Partial<ArticleEntry> & { readonly title: string }): ArticleEntry {
  return {
    identity: `test:${entry.slug ?? entry.title}`,
    place: 'test',
    html: `<p>${entry.title} in a few plain words.</p>`,
    language: 'en',
    status: 'PUBLISHED',
    publishedAt: new Date('2024-05-01T08:00:00Z'),
    authors: [],
    topics: [],
    ...entry,
  };
}

/** Several articles, published a minute apart, oldest first. */
export function articles(
  count: number,
  each: (index: number) => Partial<ArticleEntry> = () => ({}),
): ArticleEntry[] {
  const start = Date.parse('2024-05-01T08:00:00Z');
  return Array.from({ length: count }, (_, index) =>
    article({
      title: `Article ${index}`,
      publishedAt: new Date(start + index * 60_000),
      ...each(index),
    }),
  );
}
