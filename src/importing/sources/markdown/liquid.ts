import type { Fields } from '../parsed-object.js';
import { isScalar, textField } from './fields.js';
import { argumentsOf, embedMark, fenced, figureMark, literal } from './marks.js';
import { enclosedOutsideOfCode, outsideOfCode, replacedUpTo } from './prose.js';

const HIGHLIGHT =
  /\{%-?\s*(?:highlight|codeblock|code)\b[ \t]*([\w+#-]*)[^%\n]*%\}([\s\S]*?)\{%-?\s*end(?:highlight|codeblock|code)\s*-?%\}/g;
const HIGHLIGHT_END = /\{%-?\s*end(?:highlight|codeblock|code)\s*-?%\}/g;
const RAW = /\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g;
const RAW_END = /\{%-?\s*endraw\s*-?%\}/g;
const COMMENT = /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g;
const COMMENTED = { opening: '{%', closing: /\{%-?\s*endcomment\s*-?%\}/g };
/** An unclosed tag ends where the next begins, so that the text is scanned only once. */
const TAG = /\{%-?\s*([\w-]+)(?![\w-])((?:"[^"]*"|'[^']*'|(?!\{%)[^"'%]|%(?!\}))*?)-?%\}/g;
const OUTPUT = /\{\{-?((?:"[^"]*"|'[^']*'|[^"'{}<%])*?)-?\}\}/g;
/** Beginnings of expressions of Jekyll or Hugo; others can be text about templates. */
const VALUE = /^(?:site|page|post|include|layout|paginator|theme|jekyll|config|url_for)\b|^[.$]\w/;

/**
 * Replaces the tags of Jekyll and Hexo by what they show: pictures, videos, links, and values of
 * the front matter. Of other tags, only the text between them is kept.
 */
export function withoutTags(prose: string, fields: Fields): string {
  if (!/\{[{%]/.test(prose)) return prose;
  const bare = enclosedOutsideOfCode(prose, COMMENT, COMMENTED, () => '');
  const said = outsideOfCode(bare, TAG, (_, name = '', written = '') => shown(name, written));
  return outsideOfCode(said, OUTPUT, (whole, expression = '') => {
    return resultOf(expression.trim(), fields) ?? whole;
  });
}

/** Converts Jekyll's `highlight` tags to fenced code, and keeps `raw` text literally. */
export function withFencedTags(prose: string, fence = fenced): string {
  const highlighted = replacedUpTo(prose, HIGHLIGHT, HIGHLIGHT_END, (_, language = '', code = '') =>
    fence(code, language),
  );
  return replacedUpTo(highlighted, RAW, RAW_END, (_, raw = '') => shownRaw(raw));
}

function shownRaw(raw: string): string {
  const closed = replacedUpTo(raw, /\{[{%][^}]*\}\}?/g, /\}/g, literal);
  return closed.replaceAll('{{', literal);
}

function shown(name: string, written: string): string {
  const declared = argumentsOf(written.trim());
  const [first = ''] = declared.values;
  switch (name) {
    case 'include':
    case 'include_cached':
    case 'include_relative':
      return (
        embedMark(first, { ...declared, values: declared.values.slice(1) }) ??
        figureMark(declared) ??
        ''
      );
    case 'link':
    case 'post_url':
    case 'post_path':
      return `/${nameIn(first)}`;
    case 'post_link':
      return `[${declared.values.slice(1).join(' ') || first}](/${nameIn(first)})`;
    case 'asset_img':
    case 'img':
      return (
        figureMark({ ...declared, named: { alt: altIn(declared.values), ...declared.named } }) ?? ''
      );
    default:
      return embedMark(name, declared) ?? '';
  }
}

/** In a Hexo picture tag, the file is followed by sizes and then by the alternative text. */
function altIn(values: readonly string[]): string {
  const file = values.findIndex((each) => /\.\w{3,4}$/.test(each));
  return values
    .slice(file + 1)
    .filter((each) => !/^\d+(?:px|%)?$/.test(each))
    .join(' ');
}

function nameIn(path: string): string {
  const file = path.split('/').at(-1) ?? '';
  return file.replace(/\.\w+$/, '').replace(/^\d{4}-\d{2}-\d{2}-/, '');
}

/** The value of an expression; `undefined` if it is not an expression of a template. */
function resultOf(expression: string, fields: Fields): string | undefined {
  const text = /^(?:"([^"]*)"|'([^']*)')\s*(?:\||$)/.exec(expression);
  if (text !== null) return text[1] ?? text[2] ?? '';
  const key = /^page\.(\w+)/.exec(expression)?.[1];
  if (key !== undefined) return isScalar(fields[key]) ? textField(fields, key) : '';
  return VALUE.test(expression) ? '' : undefined;
}
