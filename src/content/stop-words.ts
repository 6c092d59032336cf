import * as lists from 'stopword';

const LIST_BY_LANGUAGE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ...{ af: [lists.afr], ar: [lists.ara], bg: [lists.bul], bn: [lists.ben], br: [lists.bre] },
  ...{ ca: [lists.cat], cs: [lists.ces], da: [lists.dan], de: [lists.deu], el: [lists.ell] },
  ...{ en: [lists.eng], eo: [lists.epo], es: [lists.spa], et: [lists.est], eu: [lists.eus] },
  ...{ fa: [lists.fas], fi: [lists.fin], fr: [lists.fra], ga: [lists.gle], gl: [lists.glg] },
  ...{ gu: [lists.guj], ha: [lists.hau], he: [lists.heb], hi: [lists.hin], hr: [lists.hrv] },
  ...{ hu: [lists.hun], hy: [lists.hye], id: [lists.ind], it: [lists.ita], ja: [lists.jpn] },
  ...{ ko: [lists.kor], ku: [lists.kur], la: [lists.lat], lt: [lists.lit], lv: [lists.lav] },
  ...{ mr: [lists.mar], ms: [lists.msa], my: [lists.mya], nb: [lists.nob], nl: [lists.nld] },
  ...{ nn: [lists.nob], no: [lists.nob], pa: [lists.panGu], pl: [lists.pol] },
  ...{ pt: [lists.por, lists.porBr], ro: [lists.ron], ru: [lists.rus], sk: [lists.slk] },
  ...{ sl: [lists.slv], so: [lists.som], st: [lists.sot], sv: [lists.swe], sw: [lists.swa] },
  ...{ th: [lists.tha], tl: [lists.tgl], tr: [lists.tur], uk: [lists.ukr], ur: [lists.urd] },
  ...{ vi: [lists.vie], yo: [lists.yor], zh: [lists.zho], zu: [lists.zul] },
};

/** Further words that name no subject and that the library's shorter lists lack. */
const MORE_BY_LANGUAGE: Readonly<Record<string, string>> = {
  en: `no not nor so too will yes four five six seven eight nine ten eleven twelve twenty thirty forty
    fifty hundred thousand million half second third good great long dozen one two three first last next new old even ever every each still yet much many more less
    most least well way ways back then than there their theirs them they these those this that
    thing things something anything nothing everything someone anyone everyone nobody really quite
    rather very just only often always never sometimes again once almost already soon later now
    today yesterday tomorrow say says said saying tell told ask asked make makes made making go goes
    going went gone come comes coming came take takes took taken taking give gives gave given put
    see sees saw seen look looks looked know knows knew known think thinks thought want wants wanted
    use uses used using find found keep kept let lets seem seems seemed become became begin began
    another other others own same such few little lot lots part kind sort able about above across
    against along around away before behind below beneath beside between beyond down during inside
    into near off onto out outside over past since through throughout till toward towards under
    until up upon while within without whether although though because unless however therefore
    thus hence perhaps maybe per via whose whom which who what when where why how isn't aren't
    wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
    i'm i've i'd i'll you're you've you'll he's she's it's we're we've they're they've that's there's
    let's who's what's would could should might must may shall need does doing done got get gets
    mr mrs ms i me my mine we us our ours you your yours he him his she her hers it its itself
    himself herself themselves myself people person year years day days time times`,
  es: `más muy ya sin sobre también me hasta hay donde quien desde todo todos toda todas nos durante
    uno unos unas ni contra otros otro otra otras ese esa eso esos esas esta estas este estos esto
    ante ellos ella ellas yo tú él nosotros antes después mucho muchos mucha muchas poco nada algo
    cuando entre ser es fue fueron era eran sea son está están estaba ha han había habían he hemos
    tiene tienen tenía puede pueden hace hacer dos tres así cada vez aún aunque solo sólo tan tanto
    mientras porque sino según dijo dice menos mejor aquí allí ahora entonces luego`,
  fr: `aujourd'hui plus très aussi comme tout tous toute toutes cette ces entre sans sous après avant
    depuis puis deux trois bien encore déjà jamais toujours rien chaque quand dont où si peut fait
    faire ainsi alors donc être avoir`,
  nl: `alle alleen altijd andere anders binnen bij buiten daarna deze dezelfde echter een eens elke
    enkele erg gaat gaan ging graag had hebben heeft hele hoe hoeveel iemand iets ieder iedere
    inmiddels kan kunnen kwam laat liet maar maken maakt maakte meer meest mensen moet moeten
    nieuwe nooit nu of om omdat ook over per pas soms steeds tegen terug tijdens toch toen tot twee
    tussen uit vaak van vanaf veel verder vond waar waarom waren wat weer weinig wel welke werd
    werden wie wij wil willen worden wordt zeer zegt zei zelf zelfs zich zoals zou zouden zonder`,
  ru: `это этот эта эти тот та те который которая которое которые весь вся всё все ещё уже очень
    также может можно нужно свой своя своё свои более менее самый один одна одно два две три
    был была было были будет будут есть только лишь даже где когда потом затем после перед между
    чтобы потому поэтому если хотя либо через около без при про над под`,
};

const NONE: ReadonlySet<string> = new Set();
const sets = new Map<string, ReadonlySet<string>>();

/**
 * The words of a language that name no subject, in lower case; empty for a language without a list.
 */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const key = language.split('-', 1)[0]?.toLowerCase() ?? '';
  if (!Object.hasOwn(LIST_BY_LANGUAGE, key)) return NONE;
  const known = sets.get(key);
  if (known !== undefined) return known;
  const more = MORE_BY_LANGUAGE[key]?.split(/\s+/) ?? [];
  const made = new Set([...(LIST_BY_LANGUAGE[key]?.flat() ?? []), ...more]);
  sets.set(key, made);
  return made;
}
