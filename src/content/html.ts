const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * The depth of nested elements at which parsing stops. The parser's time grows with the square of
 * the depth, and deeper nesting is an attack.
 */
export const ABSURD_DEPTH = 1000;

/** Text as HTML that shows exactly this text, between tags or inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/**
 * Plain text as HTML: empty lines separate paragraphs, and a line end inside one becomes `<br />`.
 *
 * The result has the form that `sanitiseHtml` writes, so sanitising does not change it.
 */
export function textToHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/[^\S\n]*\n\s*/g, '<br />')}</p>`)
    .join('\n');
}

/** Text without control characters (except tab and line feed) and without unpaired surrogates. */
export function withoutControls(text: string): string {
  return SUSPECT.test(text) ? text.replace(UNWANTED, '') : text;
}

// A fast check that is enough for most texts. It also matches valid surrogate pairs, which
// `UNWANTED` then keeps.
const SUSPECT = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\uffff]/;

// `\P{Cc}` inside a negated class: every control character except tab and line feed.
const UNWANTED = /[^\P{Cc}\t\n]|\p{Cs}/gu;
