const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Elements within each other that no parser follows: its time grows with the square of the depth,
 * and what nests deeper is an attack.
 */
export const ABSURD_DEPTH = 1000;

/** Text as HTML that shows exactly this text, between tags or inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/**
 * Plain text as HTML: a paragraph for each run of lines, `<br />` for a line end inside one.
 *
 * The form is the one that `sanitiseHtml` writes, so sanitising it changes nothing.
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

/**
 * Text without control characters (tab and line feed stay) and without halves of surrogate pairs.
 */
export function withoutControls(text: string): string {
  return SUSPECT.test(text) ? text.replace(UNWANTED, '') : text;
}

// The fast look that most texts need no more than; it also stops at whole surrogate pairs.
const SUSPECT = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\uffff]/;

// `\P{Cc}` inside a negated class: every control character save the two that are white space.
const UNWANTED = /[^\P{Cc}\t\n]|\p{Cs}/gu;
