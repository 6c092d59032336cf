import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { StartError } from './errors.js';
import { LOG_LEVELS, type LogLevel } from './log.js';

/** Everything that the environment can say, read once and checked. */
export interface Config {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** A MongoDB of the user's; the embedded engine if absent. */
  readonly mongodbUri?: string;
  /** The embedded engine's folder. */
  readonly dataDirectory: string;
  /** The embedded engine's cache, in MB. */
  readonly cacheMegabytes: number;
  /**
   * What absolute article and picture addresses begin with; the gateway's own address if absent.
   */
  readonly siteUrl?: string;
  /** Whether an empty database gets the demo magazine. */
  readonly isDemoWanted: boolean;
  /** The least important level of what is logged. */
  readonly logLevel: LogLevel;
  /** Milliseconds that requests under way may take to end at shutdown. */
  readonly graceMs: number;
  readonly referenceCache: ReferenceCacheLimits;
  /** Milliseconds for which an import or job waits for a database that went away. */
  readonly retryMs: number;
  readonly surface: Surface;
  readonly limits: Limits;
  /** Milliseconds after which an import that does not answer gives way to another. */
  readonly leaseMs: number;
  readonly fetching: Fetching;
  /** Bytes to which a compressed archive may unpack. */
  readonly maxUnpackedBytes: number;
}

/** How much of topics and authors is kept across requests, and for how long. */
export interface ReferenceCacheLimits {
  /** Topics at most, and as many authors. */
  readonly max: number;
  /** Milliseconds after which what another process has written is seen. */
  readonly maxAgeMilliseconds: number;
}

/** What clients find beside the answers to operations, and where. */
export interface Surface {
  /** The path before all others, such as `/api`; empty for none. */
  readonly basePath: string;
  /** Whether browsers get GraphiQL. */
  readonly isGraphiqlOn: boolean;
  /** Whether the schema can be asked for. */
  readonly isIntrospectionOn: boolean;
}

/** How an import fetches addresses. */
export interface Fetching {
  /** Whether hosts may be asked that are not on the public internet. */
  readonly isPrivateAllowed: boolean;
  /** Of one answer, as it comes and unpacked. */
  readonly maxBytes: number;
  /** For one answer, redirects and the body included. */
  readonly timeoutMilliseconds: number;
}

/** What one operation may ask for. */
export interface Limits {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields to resolve, lists counted with their page size. */
  readonly complexity: number;
  /** Aliases in a document. */
  readonly aliases: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Items on a page of a list. */
  readonly pageSize: number;
}

const switchWord = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'], 'expected on or off')
  .transform((word) => ['on', 'true', '1', 'yes'].includes(word));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `expected a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `expected a whole number from ${least} to ${most}`);

const siteUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'expected an absolute http or https address such as https://magazine.example',
  )
  .refine(
    (text) => !URL.canParse(text) || (new URL(text).search === '' && new URL(text).hash === ''),
    'expected an address without ? and #',
  )
  .transform((text) => text.replace(/\/+$/, ''));

const basePath = z
  .string()
  .regex(/^(?:\/[\w.~-]+)*\/?$/, 'expected a path such as /api')
  .transform((path) => path.replace(/\/$/, ''));

const mongodbUri = z
  .string()
  .regex(
    /^mongodb(\+srv)?:\/\/./,
    'expected an address that begins with mongodb:// or mongodb+srv://',
  );

/** The variables, in the order of the README's table. */
const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  MONGODB_URI: mongodbUri.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
  BROADSHEET_DATA: z.string().default('./data'),
  BROADSHEET_CACHE_MB: wholeNumber(16, 65_536).default(64),
  BROADSHEET_URL: siteUrl.optional(),
  BROADSHEET_BASE_PATH: basePath.default(''),
  BROADSHEET_GRAPHIQL: switchWord.default(true),
  BROADSHEET_INTROSPECTION: switchWord.default(true),
  BROADSHEET_DEMO: switchWord.default(true),
  BROADSHEET_MAX_DEPTH: wholeNumber(1, 100).default(15),
  BROADSHEET_MAX_COMPLEXITY: wholeNumber(1, 10_000_000).default(30_000),
  BROADSHEET_MAX_ALIASES: wholeNumber(0, 10_000).default(50),
  BROADSHEET_MAX_TOKENS: wholeNumber(100, 1_000_000).default(5_000),
  BROADSHEET_MAX_BODY_BYTES: wholeNumber(1_000, 1_000_000_000).default(1_000_000),
  BROADSHEET_MAX_PAGE_SIZE: wholeNumber(1, 1_000).default(100),
  BROADSHEET_REFERENCE_CACHE_SIZE: wholeNumber(1, 10_000_000).default(10_000),
  BROADSHEET_REFERENCE_CACHE_SECONDS: wholeNumber(1, 86_400).default(10),
  BROADSHEET_RETRY_SECONDS: wholeNumber(1, 86_400).default(60),
  BROADSHEET_GRACE_SECONDS: wholeNumber(0, 3_600).default(5),
  BROADSHEET_LEASE_SECONDS: wholeNumber(1, 3_600).default(30),
  BROADSHEET_FETCH_PRIVATE: switchWord.default(false),
  BROADSHEET_FETCH_MAX_BYTES: wholeNumber(1_000, 1_000_000_000_000).default(1_000_000_000),
  BROADSHEET_FETCH_TIMEOUT_SECONDS: wholeNumber(1, 86_400).default(600),
  BROADSHEET_UNPACK_MAX_BYTES: wholeNumber(1_000, 10_000_000_000_000).default(50_000_000_000),
});

/**
 * The configuration that the environment asks for.
 *
 * An empty variable counts as absent. Throws one `StartError` that names every wrong variable, what
 * was expected and what was found; a MongoDB address is not repeated, since it may hold a password.
 * A variable that begins with `BROADSHEET_` and is not known is wrong as well.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const result = environment.safeParse(given);
  const complaints = [...unknownVariables(given), ...wrongValues(result.error, given)];
  if (!result.success || complaints.length > 0) {
    throw new StartError(`${REFUSAL}\n${complaints.map((line) => `  ${line}`).join('\n')}`);
  }
  const values = result.data;
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    ...(values.MONGODB_URI === undefined ? {} : { mongodbUri: values.MONGODB_URI }),
    dataDirectory: values.BROADSHEET_DATA,
    cacheMegabytes: values.BROADSHEET_CACHE_MB,
    ...(values.BROADSHEET_URL === undefined ? {} : { siteUrl: values.BROADSHEET_URL }),
    isDemoWanted: values.BROADSHEET_DEMO,
    logLevel: values.LOG_LEVEL,
    graceMs: 1000 * values.BROADSHEET_GRACE_SECONDS,
    referenceCache: Object.freeze({
      max: values.BROADSHEET_REFERENCE_CACHE_SIZE,
      maxAgeMilliseconds: 1000 * values.BROADSHEET_REFERENCE_CACHE_SECONDS,
    }),
    retryMs: 1000 * values.BROADSHEET_RETRY_SECONDS,
    surface: Object.freeze({
      basePath: values.BROADSHEET_BASE_PATH,
      isGraphiqlOn: values.BROADSHEET_GRAPHIQL,
      isIntrospectionOn: values.BROADSHEET_INTROSPECTION,
    }),
    limits: Object.freeze({
      depth: values.BROADSHEET_MAX_DEPTH,
      complexity: values.BROADSHEET_MAX_COMPLEXITY,
      aliases: values.BROADSHEET_MAX_ALIASES,
      tokens: values.BROADSHEET_MAX_TOKENS,
      bodyBytes: values.BROADSHEET_MAX_BODY_BYTES,
      pageSize: values.BROADSHEET_MAX_PAGE_SIZE,
    }),
    leaseMs: 1000 * values.BROADSHEET_LEASE_SECONDS,
    fetching: Object.freeze({
      isPrivateAllowed: values.BROADSHEET_FETCH_PRIVATE,
      maxBytes: values.BROADSHEET_FETCH_MAX_BYTES,
      timeoutMilliseconds: 1000 * values.BROADSHEET_FETCH_TIMEOUT_SECONDS,
    }),
    maxUnpackedBytes: values.BROADSHEET_UNPACK_MAX_BYTES,
  });
}

const REFUSAL = 'The environment holds values that Broadsheet cannot use:';

type Given = Readonly<Record<string, string | undefined>>;

/** A misspelt name would be ignored without a word, and its default used. */
function unknownVariables(given: Given): string[] {
  const known = Object.keys(environment.shape);
  return Object.keys(given)
    .filter((name) => name.startsWith('BROADSHEET_') && !known.includes(name))
    .map((name) => `${name}: no such variable, did you mean ${closest(name, known)}?`);
}

function wrongValues(error: z.ZodError | undefined, given: Given): string[] {
  return (error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    const found = name === 'MONGODB_URI' ? '' : `, found ${JSON.stringify(given[name])}`;
    return `${name}: ${issue.message}${found}`;
  });
}
