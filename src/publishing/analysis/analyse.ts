import { excerptOf } from '../../content/excerpt.js';
import { type KeyTerm, keyTerms } from '../../content/key-terms.js';
import { languageOf } from '../../content/language.js';
import { readBody } from '../../content/reading-matter.js';
import { readingSeconds } from '../../content/reading-time.js';
import { sanitiseHtml } from '../../content/sanitise.js';
import { titleFrom } from '../../content/title.js';
import { countWords } from '../../content/words.js';
import type { ImageDocument, LinkDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { imageOf } from '../preparing/addresses.js';

/** Everything that can be derived from an article's entry alone. */
export interface ArticleAnalysis {
  readonly title: string;
  readonly standfirst?: string;
  readonly excerpt: string;
  readonly language: string;
  readonly html: string;
  readonly text: string;
  readonly links: readonly LinkDocument[];
  readonly image?: ImageDocument;
  readonly wordCount: number;
  /** Not rounded. */
  readonly readingSeconds: number;
  readonly keyTerms: readonly KeyTerm[];
}

/** The fields of an entry that the analysis needs. */
export type AnalysableEntry = Pick<
  ArticleEntry,
  'title' | 'html' | 'baseUrl' | 'language' | 'standfirst' | 'excerpt' | 'teaser' | 'image'
>;

/** Sanitises and analyses an article. A pure function, the same for every source. */
export function analyseArticle(entry: AnalysableEntry): ArticleAnalysis {
  const html = sanitiseHtml(
    entry.html,
    entry.baseUrl === undefined ? {} : { baseUrl: entry.baseUrl },
  );
  const { text, prose, codeText, links, pictures } = readBody(html);
  const language = languageOf(prose === '' ? text : prose, entry.language);
  const wordCount = countWords(text, language);
  const title = entry.title.trim() === '' ? titleFrom(text) : entry.title.trim();
  const standfirst = plain(entry.standfirst);
  const image = imageOf(entry) ?? pictures[0];
  return {
    title,
    ...(standfirst === '' ? {} : { standfirst }),
    excerpt:
      plain(entry.excerpt) || standfirst || excerptOf(teaserText(entry) || text, { language }),
    language,
    html,
    text,
    links,
    ...(image === undefined ? {} : { image }),
    wordCount,
    readingSeconds: readingSeconds({
      text,
      language,
      pictureCount: pictures.length,
      codeText,
      wordCount,
    }),
    keyTerms: keyTerms({ title, text: prose, language }),
  };
}

/** Plain text of the part before an editor's "read more" mark; paragraphs stay separate. */
function teaserText({ teaser }: AnalysableEntry): string {
  return teaser === undefined ? '' : readBody(sanitiseHtml(teaser)).text.trim();
}

/**
 * Plain text on one line, of text that may be HTML. Frames are removed first, because they would
 * leave their URL in the text.
 */
function plain(text: string | undefined): string {
  if (text === undefined) return '';
  return readBody(sanitiseHtml(text.replace(FRAME, '')))
    .text.replace(/\s+/g, ' ')
    .trim();
}

const FRAME = /<iframe\b[^<>]*>(?:[^<]*<\/iframe\s*>)?/gi;
