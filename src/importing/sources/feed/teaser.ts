import { plainText } from '../plain-text.js';

/** The texts of "Continue reading" links in the supported languages. */
const LEADS_ON =
  /^[\s[(…>.]*(?:continue reading|keep reading|read (?:more|on\b|the (?:rest|full|whole|complete|entire)|full|this)|more(?=[\s.…»→>]*$)|(?:view|see) (?:the )?(?:full|whole|original) |weiter ?lesen|mehr lesen|lire (?:la suite|plus)|leer más|seguir leyendo|continuar leyendo|ler mais|leia mais|continue (?:a ler|lendo)|leggi (?:tutto|di più)|continua a leggere|lees (?:verder|meer)|läs (?:mer|vidare)|les (?:mer|videre)|læs (?:mere|videre)|lue lisää|czytaj (?:dalej|więcej)|читать (?:далее|дальше|полностью)|devamını oku|続きを読む|阅读全文|閱讀全文|더 보기)/i;
/** A longer link text is a sentence of the article. */
const MAX_LINK_TEXT = 200;
/** A link at the end of a text, with what may follow it. */
const LAST_LINK =
  /^<a\s[^<>]{0,2000}>([\s\S]{0,1000}?)<\/a>(?:[\s.…\])»→]|&(?:nbsp|hellip|rarr|raquo|#\d{1,5});|<\/?(?:p|div|span|em|strong|b|i|br)\s*\/?>)*$/i;
/** "Read more" without a link, as some themes write it; only after the end of a sentence. */
const LEADS_ON_PLAINLY =
  /(?<=[.!?…\])])\s?(?:continue reading|read more)(?:[\s.…→»>\]]*|[^.!?…]{1,200}(?:…|\.\.\.|→|»))$/i;
const APPEARED_ON = [
  'The post .{1,300} (?:appeared first|first appeared) on ',
  'Der Beitrag .{1,300} erschien zuerst auf ',
  "L[’'](?:article|articolo) .{1,300} (?:est apparu en premier sur|proviene da) ",
  'La entrada .{1,300} (?:se publicó primero en|aparece primero en|apareció primero en) ',
  'O (?:post|conteúdo) .{1,300} (?:apareceu primeiro em|aparece primeiro em) ',
  'Het bericht .{1,300} verscheen eerst op ',
  'Inlägget .{1,300} dök först upp på ',
  'Artykuł .{1,300} pochodzi z serwisu ',
];
/** The sentence that a WordPress plug-in appends to every text. */
const FOOTER = new RegExp(
  `(?:^|\\s)(?:${APPEARED_ON.join('|')})(?:[^.!?]|[.!?](?=\\S)){1,200}[.!?]?$`,
  'iu',
);

/**
 * The plain text of HTML without what leads to its page at the end: a "Continue reading" link, and
 * the sentence "The post … appeared first on …".
 */
export function withoutTeaser(html: string): string {
  const start = html.lastIndexOf('<a ');
  const [, inside] = (start < 0 ? undefined : LAST_LINK.exec(html.slice(start))) ?? [];
  const words = inside === undefined ? '' : plainText(inside);
  const isTeaser = words.length <= MAX_LINK_TEXT && LEADS_ON.test(words);
  const plain = plainText(isTeaser ? html.slice(0, start) : html);
  return plain.replace(FOOTER, '').trimEnd().replace(LEADS_ON_PLAINLY, '').trimEnd();
}
