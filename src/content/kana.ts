/** The hiragana syllables in Hepburn romanisation, several rows of the kana table per line. */
const SYLLABLES = parsed(`
  あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo
  さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo たta ちchi つtsu てte とto
  だda ぢji づzu でde どdo なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho
  ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo
  やya ゆyu よyo らra りri るru れre ろro わwa ゐi ゑe をo んn ゔvu
  ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゎwa ゕka ゖke`);
/**
 * Runs of one of the two kana scripts. A change of script usually is the border of a word, so a
 * space is written there.
 */
const KANA = /(?:[ぁ-ゖー]+|[ァ-ヺー]+)(?=([ぁ-ゖァ-ヺ\p{sc=Han}])?)/gu;
const LONG = 'ー';
const DOUBLING = 'っ';

/**
 * A text with its kana in Latin letters (Hepburn romanisation): しゅ becomes `shu`, まっちゃ `matcha`,
 * ファイル `fairu`. Long vowels are not marked.
 */
export function kanaToLatin(text: string): string {
  return text.replace(
    KANA,
    (kana, next?: string) => spelled(hiraganaOf(kana)) + (next === undefined ? '' : ' '),
  );
}

function hiraganaOf(kana: string): string {
  return kana.replace(/[ァ-ヶ]/gu, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) - 0x60));
}

function spelled(kana: string): string {
  let latin = '';
  let isDoubled = false;
  for (const one of kana) {
    if (one === LONG) continue;
    if (one === DOUBLING) {
      isDoubled = true;
      continue;
    }
    const syllable = SYLLABLES.get(one) ?? '';
    if (/[ぁぃぅぇぉゃゅょゎ]/u.test(one) && latin !== '') latin = joined(latin, syllable);
    else latin += isDoubled ? doubled(syllable) : syllable;
    isDoubled = false;
  }
  return latin;
}

/** A small kana replaces the vowel of the syllable before it: し and ょ become `sho`. */
function joined(latin: string, small: string): string {
  const stem = latin.replace(/[aiueo]$/, '');
  return stem + (/(?:sh|ch|j)$/.test(stem) ? small.replace(/^y/, '') : small);
}

function doubled(syllable: string): string {
  return syllable.startsWith('ch') ? `t${syllable}` : syllable.slice(0, 1) + syllable;
}

function parsed(table: string): ReadonlyMap<string, string> {
  const cells = table.trim().split(/\s+/);
  return new Map(cells.map((cell) => [cell.slice(0, 1), cell.slice(1)]));
}
