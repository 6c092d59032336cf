import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/content/language.js';

describe('languageOf', () => {
  it.each([
    ['en-us', 'en-US'],
    ['EN', 'en'],
    ['pt_BR', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['de_DE.UTF-8', 'de-DE'],
    ['iw', 'he'],
  ])('canonicalises the declared %s to %s', (declared, canonical) => {
    expect(languageOf('', declared)).toBe(canonical);
  });

  it.each(['', 'english, please', '-', 'und', 'C'])(
    'ignores the invalid declaration %j',
    (declared) => {
      expect(languageOf('', declared)).toBe('und');
    },
  );

  it.each([
    ['ท่าเรือเงียบสงบในเช้าวันนี้', 'th'],
    ['항구는 오늘 아침 조용했다', 'ko'],
    ['港は今朝静かだった。', 'ja'],
    ['海港今天早上很安静。', 'zh'],
    ['Το λιμάνι ήταν ήσυχο', 'el'],
    ['הנמל היה שקט הבוקר', 'he'],
    ['កំពង់ផែស្ងាត់', 'km'],
    ['ნავსადგური მშვიდი იყო', 'ka'],
    ['துறைமுகம் அமைதியாக இருந்தது', 'ta'],
  ])('detects %s by its script', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each([
    ['en', 'The harbour was quiet this morning, and the fishermen waited for the tide to turn.'],
    ['de', 'Der Hafen war heute Morgen still, und die Fischer warteten darauf, dass die Flut kam.'],
    ['fr', 'Le port était calme ce matin, et les pêcheurs attendaient que la marée monte enfin.'],
    ['es', 'El puerto estaba tranquilo esta mañana y los pescadores esperaban la marea alta.'],
    [
      'it',
      'Il porto era tranquillo questa mattina e i pescatori aspettavano che salisse la marea.',
    ],
    ['pt', 'O porto estava calmo esta manhã e os pescadores esperavam que a maré subisse.'],
    ['nl', 'De haven was vanochtend rustig en de vissers wachtten tot het water weer zou stijgen.'],
    ['sv', 'Hamnen var tyst i morse och fiskarna väntade på att tidvattnet skulle vända.'],
    ['pl', 'Port był dziś rano cichy, a rybacy czekali, aż przyjdzie wysoka woda.'],
    ['ru', 'В гавани сегодня утром было тихо, и рыбаки ждали, когда начнётся прилив.'],
    ['uk', 'У гавані сьогодні вранці було тихо, і рибалки чекали, коли почнеться приплив.'],
    ['ar', 'كان الميناء هادئا هذا الصباح وكان الصيادون ينتظرون عودة المد إلى الشاطئ.'],
    ['hi', 'आज सुबह बंदरगाह शांत था और मछुआरे ज्वार के आने की प्रतीक्षा कर रहे थे।'],
    ['tr', 'Liman bu sabah sessizdi ve balıkçılar suyun yükselmesini bekliyorlardı.'],
  ])('detects %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each(['', '12 + 34', '😀', 'Ok'])('does not detect a language in %j', (text) => {
    expect(languageOf(text)).toBe('und');
  });
});
