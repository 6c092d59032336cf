import sanitizeHtml from 'sanitize-html';
import { ALLOWED_ATTRIBUTES, type Attributes, cleanAttributes } from './allowed-attributes.js';
import {
  ALLOWED_TAGS,
  DROPPED_WITH_CONTENT,
  RENAMED_TAGS,
  tagMeantByClass,
  UNWRAPPED,
  VOID_TAGS,
} from './allowed-tags.js';
import { playerUrl } from './embedded-player.js';
import { ABSURD_DEPTH, escapeHtml, withoutControls } from './html.js';
import { baseOf } from './safe-url.js';
import { withoutScripts } from './without-scripts.js';

/** Articles do not nest deeper than this. Deeper elements lose their tags but keep their text. */
const MAX_DEPTH = 100;
/** Broken markup is stable after two or three passes; markup that needs more may be an attack. */
const MAX_PASSES = 6;

/**
 * Sanitised HTML: it executes no code and cannot affect the page outside of the article. The result
 * is stable: sanitising it again changes nothing.
 *
 * Removing a tag can change how the rest is parsed (a paragraph may end up inside a paragraph),
 * which mutation attacks use. So passes are repeated as long as a pass changes the structure.
 * Relative addresses are resolved against `baseUrl` if it is an http(s) address. What scripts and
 * plug-ins would show is replaced by a picture, a player or a link where possible.
 */
export function sanitiseHtml(html: string, options: { readonly baseUrl?: string } = {}): string {
  const base = baseOf(options.baseUrl);
  let current = withoutScripts(withoutControls(html.replace(/\r\n?/g, '\n')), base);
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const once = sanitiseOnce(withoutControls(current), base);
    if (once === undefined) break;
    if (!once.isStructureChanged || once.result === current) return once.result;
    current = once.result;
  }
  return escapeHtml(withoutControls(current).replace(/<[^<>]*>/g, ' '));
}

interface Pass {
  readonly result: string;
  /** Whether an element was removed or renamed. */
  readonly isStructureChanged: boolean;
}

class TooDeep extends Error {}

/** One pass of the library, or `undefined` if elements are nested deeper than `ABSURD_DEPTH`. */
function sanitiseOnce(html: string, base: URL | undefined): Pass | undefined {
  try {
    return emptyFrames(passOf(html, base));
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

function passOf(html: string, base: URL | undefined): Pass {
  let isStructureChanged = false;
  let depth = 0;
  const result = sanitizeHtml(html, {
    ...OPTIONS,
    onOpenTag: () => {
      depth++;
      // An exception is the only way to stop the library.
      if (depth > ABSURD_DEPTH) throw new TooDeep();
    },
    onCloseTag: () => {
      depth--;
    },
    exclusiveFilter: ({ tag, attribs }) => {
      const exclusion = exclusionOf(tag, attribs);
      if (exclusion !== false) isStructureChanged = true;
      return exclusion;
    },
    transformTags: {
      '*': (name, given) => {
        const element = cleanElement(name, given, base);
        const tagName = depth > MAX_DEPTH ? UNWRAPPED : element.tagName;
        if (tagName !== name || !ALLOWED_TAGS.has(name)) isStructureChanged = true;
        return { tagName, attribs: element.attribs };
      },
    },
  });
  return { result, isStructureChanged };
}

/**
 * Removes the content of frames. A browser reads it as raw text but this parser as elements, so it
 * must be empty to be safe.
 */
function emptyFrames({ result, isStructureChanged }: Pass): Pass {
  if (!result.includes('<iframe')) return { result, isStructureChanged };
  const emptied = result.replace(/(<iframe\b[^>]*>)[\s\S]*?<\/iframe>/g, '$1</iframe>');
  return { result: emptied, isStructureChanged: isStructureChanged || emptied !== result };
}

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [...ALLOWED_TAGS],
  selfClosing: [...VOID_TAGS],
  nonTextTags: [...DROPPED_WITH_CONTENT],
  // A second check: `cleanAttributes` has already filtered by element and value.
  allowedAttributes: { '*': [...ALLOWED_ATTRIBUTES] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  textFilter: withoutControls,
};

function cleanElement(
  name: string,
  given: Attributes,
  base: URL | undefined,
): { tagName: string; attribs: Attributes } {
  const meant = given.class === undefined ? undefined : tagMeantByClass(name, given.class);
  const tagName = meant ?? RENAMED_TAGS.get(name) ?? name;
  // The library removes the element only under its original name; under another name it would miss
  // the next end tag.
  if (!ALLOWED_TAGS.has(tagName)) return { tagName, attribs: {} };
  const attribs = cleanAttributes(tagName, given, base);
  switch (tagName) {
    case 'iframe':
      return player(attribs);
    case 'video':
    case 'audio':
      return { tagName, attribs: { ...attribs, controls: '', preload: 'metadata' } };
    case 'a':
      return { tagName, attribs: anchor(attribs, given) };
    default:
      return { tagName, attribs };
  }
}

/**
 * Whether an element that shows nothing is removed, alone (`excludeTag`) or with its content
 * (`true`). This includes tracking pixels: a picture of one pixel only informs its server about the
 * reader.
 */
function exclusionOf(name: string, attributes: Attributes): boolean | 'excludeTag' {
  const { src, srcset, width, height } = attributes;
  if (name === 'iframe') return src === undefined;
  const isPixel = Number(width ?? 2) <= 1 && Number(height ?? 2) <= 1;
  const isEmpty = (src === undefined && srcset === undefined) || isPixel;
  return isEmpty && (name === 'img' || name === 'source') ? 'excludeTag' : false;
}

function player(attribs: Attributes): { tagName: string; attribs: Attributes } {
  const src = playerUrl(attribs.src ?? '');
  if (src === undefined) return { tagName: 'iframe', attribs: {} };
  return {
    tagName: 'iframe',
    attribs: {
      ...attribs,
      src,
      loading: 'lazy',
      allow: 'fullscreen; picture-in-picture',
      allowfullscreen: '',
      referrerpolicy: 'strict-origin-when-cross-origin',
      sandbox: 'allow-scripts allow-same-origin allow-popups allow-presentation',
    },
  };
}

/** Old pages mark the targets of their links with `<a name>`; the name becomes an id. */
function anchor(attribs: Attributes, given: Attributes): Attributes {
  if (attribs.id !== undefined || given.name === undefined) return attribs;
  return { ...attribs, ...cleanAttributes('a', { id: given.name }, undefined) };
}
