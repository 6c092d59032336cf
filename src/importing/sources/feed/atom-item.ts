import type { AtomFeed } from 'feedsmith';
import { withoutUndefined } from '../../absence.js';
import { firstNames } from './authors.js';
import type { FeedFacts, FeedItem, WrittenText } from './item.js';
import { enclosed, mediaOf, mediaTexts } from './media.js';
import { addresses, unlabelled, written } from './written.js';

/** An Atom entry as the parser returns it. */
export type ReadEntry = AtomFeed.Entry<string>;

/** Blogger feeds also contain other entries; the category of this scheme holds the kind. */
const BLOGGER_KIND = /^https?:\/\/schemas\.google\.com\/g\/2005#kind$/;

/** The data of an Atom entry (0.3 or 1.0), from its own elements and common extensions. */
export function atomItem(entry: ReadEntry): FeedItem {
  const { dc, dcterms, itunes, media, source } = entry;
  const full = present(contentText(entry.content));
  const summed = [...present(entry.summary), ...unlabelled(itunes?.summary, itunes?.subtitle)];
  const shown = mediaOf(media, full.length + summed.length > 0);
  const held = enclosed([{ url: entry.content?.src, type: entry.content?.type }]);
  const isFile = held.pictures.length + held.media.length > 0;
  const files = enclosed(enclosures(entry.links));
  const otherKind = kindOf(entry);
  return withoutUndefined({
    id: entry.id || undefined,
    links: [...written(alternateOf(entry.links)), ...addresses(entry.id)],
    title: present(entry.title)[0] ?? unlabelled(media?.title?.value)[0],
    texts: [...full, ...summed, ...mediaTexts(media)],
    summaries: full.length > 0 ? summed : [],
    published: written(
      entry.published,
      dcterms?.issued?.[0],
      dcterms?.created?.[0],
      dc?.dates?.[0],
    ),
    updated: written(entry.updated, dcterms?.modified?.[0]),
    authors: firstNames(names(entry.authors), dc?.creators ?? [], names(source?.authors)),
    topics: topicsOf(entry),
    pictures: [...shown.pictures, ...held.pictures, ...files.pictures],
    media: [...shown.media, ...held.media, ...files.media],
    leadsTo: isFile ? undefined : entry.content?.src,
    videoId: entry.yt?.videoId,
    language: entry.xml?.lang ?? dc?.languages?.[0],
    base: entry.xml?.base,
    textBase: entry.content?.xml?.base,
    sourceName: source?.title?.value,
    isDraft: entry.app?.control?.draft || undefined,
    otherKind,
    answersNumber: otherKind === 'comment' ? answersNumber(entry) : undefined,
  });
}

/** The data of an Atom feed itself. */
export function atomFacts(feed: AtomFeed.Feed<string>): FeedFacts {
  return withoutUndefined({
    title: present(feed.title)[0],
    description: present(feed.subtitle)[0],
    link: alternateOf(feed.links),
    self: feed.links?.find(({ rel }) => rel === 'self')?.href,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    base: feed.xml?.base,
    authors: firstNames(names(feed.authors), feed.dc?.creators ?? []),
    dates: written(feed.updated),
  });
}

/** The content, if it is text: Atom also allows images and addresses there. */
export function contentText(content: AtomFeed.Content | undefined): AtomFeed.Text | undefined {
  const { value, type = '' } = content ?? {};
  const isText = /^(?:|text|html|xhtml|(?:text|application)\/.*(?:html|plain|xml).*)$/i.test(type);
  return value === undefined || !isText ? undefined : { value, ...(type === '' ? {} : { type }) };
}

function present(text: AtomFeed.Text | undefined): WrittenText[] {
  if (text === undefined || text.value.trim() === '') return [];
  const { value, type = '' } = text;
  if (/html/i.test(type)) return [{ value, isHtml: true }];
  return [/^text(?:\/plain)?$/i.test(type) ? { value, isHtml: false } : { value }];
}

function alternateOf(links: ReadEntry['links'] = []): string | undefined {
  const alternates = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
  const page = alternates.find(({ type = 'text/html' }) => /html/i.test(type));
  return (page ?? alternates[0])?.href;
}

function enclosures(links: ReadEntry['links'] = []) {
  return links
    .filter(({ rel }) => rel === 'enclosure')
    .map(({ href, type }) => ({ url: href, type }));
}

function names(people: AtomFeed.Entry<string>['authors'] = []): readonly (string | undefined)[] {
  return people.map(({ name }) => name);
}

function topicsOf({ categories = [], dc }: ReadEntry): string[] {
  const own = categories
    .filter(({ scheme = '' }) => !BLOGGER_KIND.test(scheme))
    .map(({ label, term }) => label || term);
  return written(...own, ...(dc?.subjects ?? []));
}

function kindOf({ categories = [], thr }: ReadEntry): string | undefined {
  const declared = categories.find(({ scheme = '' }) => BLOGGER_KIND.test(scheme))?.term;
  const kind = declared?.split('#').at(-1);
  if (kind !== undefined) return kind === 'post' ? undefined : kind;
  return (thr?.inReplyTos ?? []).length > 0 ? 'comment' : undefined;
}

/** Blogger links a reply to the comment it answers: `…/comments/default/<number>`. */
function answersNumber({ links = [] }: ReadEntry): string | undefined {
  const related = links.find(({ rel }) => rel === 'related')?.href ?? '';
  return /\/comments\/default\/(\d{1,30})\/?$/.exec(related)?.[1];
}
