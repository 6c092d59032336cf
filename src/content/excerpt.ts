import { beginningOf } from './graphemes.js';
import { isUnspaced } from './words.js';

/** In UTF-16 units: room for two or three sentences, and short enough for a card in a list. */
const DEFAULT_MAX_CHARACTERS = 240;
/** Whole sentences are used only if they fill at least this part of the maximum length. */
const LEAST_FILLED = 0.4;

/**
 * The beginning of a text on one line, at most `maxCharacters` (240) long. It ends after a whole
 * sentence if that fills at least 40 % of the length, otherwise after a whole word, with an
 * ellipsis.
 *
 * Short paragraphs without an end of sentence are headings. They are left out, because on one line
 * nothing would separate them from the text that follows. A text of headings only keeps them.
 */
export function excerptOf(
  text: string,
  options: { readonly maxCharacters?: number; readonly language?: string } = {},
): string {
  const { maxCharacters = DEFAULT_MAX_CHARACTERS, language = 'und' } = options;
  // Collapsing white space shortens the text, so more than `maxCharacters` is taken, but not all of
  // it: the text may be a whole book.
  const line = withoutHeadings(text.slice(0, maxCharacters * 4 + 1000))
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= maxCharacters) return line;
  const sentences = wholeSentences(line, maxCharacters, language);
  if (sentences.length >= maxCharacters * LEAST_FILLED) return sentences;
  return wholeWords(line, maxCharacters, language);
}

const MAX_HEADING = 100;
const SENTENCE_END = /[.!?…:;。！？；：।॥۔؟።។၊။]["'”’»)\]」』）]*$/u;

function withoutHeadings(text: string): string {
  const paragraphs = text.split(/\n{2,}/);
  const read = paragraphs.filter(
    (paragraph) => paragraph.length > MAX_HEADING || SENTENCE_END.test(paragraph.trimEnd()),
  );
  return (read.length === 0 ? paragraphs : read).join(' ');
}

/**
 * The first sentence of a line, or the whole line if no sentence ends in it. The dot of an
 * abbreviation does not end a sentence.
 */
export function firstSentence(line: string, language: string): string {
  return line.slice(0, sentenceEnds(line, language).next().value ?? line.length).trim();
}

/**
 * The beginning of a line up to the end of a word, with an ellipsis, at most `maxCharacters` long.
 */
export function wholeWords(line: string, maxCharacters: number, language: string): string {
  if (line.length <= maxCharacters) return line;
  const room = beginningOf(line, Math.max(0, maxCharacters - 1));
  const atWord = line[room.length] === ' ' ? -1 : lastWordStart(line, room, language);
  // A very long word, such as an address, is cut at the maximum length.
  const cut = atWord > room.length / 2 ? room.slice(0, atWord) : room;
  return `${cut.replace(/[\s\p{Pd}\p{Ps}\p{Pi},;:.、，؛،]+$/u, '')}…`;
}

/**
 * Where the word begins that the maximum length would cut. In scripts without spaces
 * `Intl.Segmenter` finds it by its dictionary.
 */
function lastWordStart(line: string, room: string, language: string): number {
  if (!isUnspaced(language)) return room.lastIndexOf(' ');
  const from = Math.max(0, room.length - UNSPACED_LOOK);
  const around = WORDS.segment(line.slice(from, room.length + UNSPACED_LOOK));
  return from + (around.containing(room.length - from)?.index ?? 0);
}

const WORDS = new Intl.Segmenter('und', { granularity: 'word' });
/** How many characters before and after the cut the segmenter needs to find the word. */
const UNSPACED_LOOK = 60;

function wholeSentences(line: string, maxCharacters: number, language: string): string {
  let end = 0;
  for (const candidate of sentenceEnds(line, language)) {
    const length = line.slice(0, candidate).trimEnd().length;
    if (length > maxCharacters) break;
    end = length;
  }
  return line.slice(0, end);
}

function* sentenceEnds(line: string, language: string): Generator<number, undefined> {
  for (const { index, segment } of sentenceSegmenter(language).segment(line)) {
    if (!ABBREVIATION_AT_END.test(segment)) yield index + segment.length;
  }
  return undefined;
}

/** A single letter ("J."), letters with dots ("U.S.", "z. B."), a number ("3."), or a title. */
const ABBREVIATION_AT_END =
  /(?:^|[\s(.\p{Pi}\p{Pd}])(?:\p{L}|\p{Nd}{1,2}|Dr|Mr|Mrs|Ms|Mx|St|Sr|Jr|Prof|Rev|Hon|Gen|Gov|Sen|Rep|Capt|Col|Lt|Mt|No|Nr|vs|cf|ca|bzw|Bd|Hr|Fr|Mme|Mlle|Sra|Dra|Abb|Fig|Vol|[Dd]hr|[Mm]evr|Mw|Ir|Ing|Lic|Dña|Abg|Art|art|pp|bl|tel|Tel|evtl|ggf|bzgl)\.\s*$/u;

const segmenters = new Map<string, Intl.Segmenter>();

function sentenceSegmenter(language: string): Intl.Segmenter {
  const key = /^[a-z]{2,3}(?=-|$)/i.exec(language)?.[0].toLowerCase() ?? 'und';
  const known = segmenters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(key, { granularity: 'sentence' });
  segmenters.set(key, made);
  return made;
}
