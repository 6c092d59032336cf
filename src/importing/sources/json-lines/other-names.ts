/**
 * What other systems call what an article's line tells, in small letters without dashes, and the
 * property that is meant. Without it such a line would go in without its date, its authors or its
 * being a draft, and nobody would be told.
 */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    publishedAt: [
      'date',
      'published',
      'pubdate',
      'publishdate',
      'publicationdate',
      'datepublished',
    ],
    updatedAt: ['updated', 'modified', 'lastmod', 'modifiedat', 'datemodified'],
    authors: ['author', 'byline', 'creator'],
    topics: ['tag', 'tags', 'category', 'categories', 'keywords', 'section'],
    language: ['lang', 'locale'],
    status: ['draft', 'isdraft', 'private', 'isprivate', 'hidden', 'unlisted'],
    isProtected: ['password', 'passwordprotected'],
    standfirst: ['summary', 'subtitle'],
    addresses: ['url', 'link', 'permalink'],
    image: ['picture', 'featuredimage', 'heroimage', 'thumbnail'],
  }).flatMap(([meant, others]) => others.map((other) => [other, meant])),
);

/**
 * The property that another system's name stands for, if the line tells something under it: a
 * `draft` that is false, or a `published` that is true, is as good as none.
 */
export function meantBy(name: string, value: unknown): string | undefined {
  if (name === 'published' && typeof value === 'boolean') return value ? undefined : 'status';
  const isTold = Array.isArray(value) ? value.length > 0 : Boolean(value);
  return isTold ? MEANT.get(name) : undefined;
}
