import { firstSentence, wholeWords } from './excerpt.js';

/** In UTF-16 units: about two lines of a card. */
const MAX_CHARACTERS = 60;

/**
 * A title made from the first line of a text: its first sentence without the full stop if that has
 * at most 60 characters, otherwise the first words and an ellipsis. `Untitled` if the text has no
 * letters, digits or symbols.
 */
export function titleFrom(text: string): string {
  const line = text.trim().split(/\n/, 1)[0]?.slice(0, 1000).replace(/\s+/g, ' ').trim() ?? '';
  const sentence = firstSentence(line, 'und').replace(/(?<![.\s])[.。]$/, '');
  const saysSomething = SPEAKING.test(sentence) && sentence.length <= MAX_CHARACTERS;
  const title = saysSomething
    ? sentence
    : wholeWords(line, MAX_CHARACTERS, hasSpaces(line) ? 'und' : 'zh');
  return SPEAKING.test(title) ? title : 'Untitled';
}

const SPEAKING = /[\p{L}\p{N}\p{S}]/u;

function hasSpaces(line: string): boolean {
  return line.slice(0, MAX_CHARACTERS).includes(' ');
}
