/**
 * Property names of other systems, in lower case without separators, with the property that they
 * mean. If such names were ignored, an article could silently lose its date or its authors, or a
 * draft could be published.
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
 * The property that another system's name means, if its value matters: a `draft` that is false or a
 * `published` that is true can be ignored.
 */
export function meantBy(name: string, value: unknown): string | undefined {
  if (name === 'published' && typeof value === 'boolean') return value ? undefined : 'status';
  const hasDeclared = Array.isArray(value) ? value.length > 0 : Boolean(value);
  return hasDeclared ? MEANT.get(name) : undefined;
}
