import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.js';
import { StartError } from '../src/errors.js';

const HEAD = 'The environment holds values that Broadsheet cannot use:';

/** What is said of an environment that cannot be used. */
function refusalOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('readConfig', () => {
  it('has a default for everything but the addresses of other servers', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      dataDirectory: './data',
      cacheMegabytes: 64,
      isDemoWanted: true,
      fetching: { isPrivateAllowed: false, maxBytes: 1e9, timeoutMilliseconds: 600_000 },
      maxUnpackedBytes: 50e9,
    });
    expect(Object.keys(readConfig({}))).not.toContain('mongodbUri');
    expect(Object.keys(readConfig({}))).not.toContain('siteUrl');
  });

  it('takes an empty variable for an absent one', () => {
    const empty = { PORT: '', HOST: ' ', MONGODB_URI: '', BROADSHEET_URL: '', BROADSHEET_DEMO: '' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('does not care for variables of others', () => {
    expect(readConfig({ PATH: '/bin', UNHEARD_OF: 'x' })).toEqual(readConfig({}));
  });

  it.each([
    ['BROADSHEET_MAX_DEPHT', 'BROADSHEET_MAX_DEPTH'],
    ['BROADSHEET_URI', 'BROADSHEET_URL'],
    ['BROADSHEET_DEMO_', 'BROADSHEET_DEMO'],
  ])('refuses the unknown %s, and names %s', (name, nearest) => {
    expect(refusalOf({ [name]: '7' })).toBe(
      `${HEAD}\n  ${name}: no such variable, did you mean ${nearest}?`,
    );
  });

  it('names unknown variables and wrong values in one message', () => {
    expect(refusalOf({ BROADSHEET_MAX_DEPHT: '7', PORT: 'x' }).match(/^ {2}\w+/gm)).toEqual([
      '  BROADSHEET_MAX_DEPHT',
      '  PORT',
    ]);
  });

  it('cannot be changed', () => {
    const config = readConfig({});
    expect([Object.isFrozen(config), Object.isFrozen(config.limits)]).toEqual([true, true]);
  });

  it.each<[Record<string, string>, Partial<Config>]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ HOST: '::' }, { host: '::' }],
    [{ MONGODB_URI: 'mongodb://localhost' }, { mongodbUri: 'mongodb://localhost' }],
    [{ MONGODB_URI: 'mongodb+srv://a.example' }, { mongodbUri: 'mongodb+srv://a.example' }],
    [{ BROADSHEET_GRACE_SECONDS: '20' }, { graceMs: 20_000 }],
    [
      {
        BROADSHEET_BASE_PATH: '/api/v1/',
        BROADSHEET_GRAPHIQL: 'off',
        BROADSHEET_INTROSPECTION: 'off',
      },
      { surface: { basePath: '/api/v1', isGraphiqlOn: false, isIntrospectionOn: false } },
    ],
    [{ BROADSHEET_BASE_PATH: '/' }, { surface: { ...readConfig({}).surface, basePath: '' } }],
    [
      { BROADSHEET_REFERENCE_CACHE_SIZE: '5', BROADSHEET_REFERENCE_CACHE_SECONDS: '60' },
      { referenceCache: { max: 5, maxAgeMilliseconds: 60_000 } },
    ],
    [{ BROADSHEET_RETRY_SECONDS: '5' }, { retryMs: 5_000 }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ BROADSHEET_DATA: '/srv/data' }, { dataDirectory: '/srv/data' }],
    [{ BROADSHEET_CACHE_MB: '512' }, { cacheMegabytes: 512 }],
    [{ BROADSHEET_URL: 'https://magazine.example' }, { siteUrl: 'https://magazine.example' }],
    [{ BROADSHEET_URL: 'http://localhost:3000/news//' }, { siteUrl: 'http://localhost:3000/news' }],
    [{ BROADSHEET_DEMO: 'off' }, { isDemoWanted: false }],
    [{ BROADSHEET_DEMO: 'false' }, { isDemoWanted: false }],
    [{ BROADSHEET_DEMO: '0' }, { isDemoWanted: false }],
    [{ BROADSHEET_DEMO: 'on' }, { isDemoWanted: true }],
    [{ BROADSHEET_DEMO: 'yes' }, { isDemoWanted: true }],
    [
      {
        BROADSHEET_FETCH_PRIVATE: 'on',
        BROADSHEET_FETCH_MAX_BYTES: '1000',
        BROADSHEET_FETCH_TIMEOUT_SECONDS: '30',
      },
      { fetching: { isPrivateAllowed: true, maxBytes: 1000, timeoutMilliseconds: 30_000 } },
    ],
    [{ BROADSHEET_UNPACK_MAX_BYTES: '10000000000000' }, { maxUnpackedBytes: 10_000_000_000_000 }],
  ])('reads %j as %j', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  it.each([
    ['PORT', 'http', 'expected a whole number from 0 to 65535'],
    ['PORT', '65536', 'expected a whole number from 0 to 65535'],
    ['PORT', '-1', 'expected a whole number from 0 to 65535'],
    ['PORT', '4000.5', 'expected a whole number from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'expected one of silent, fatal, error, warn, info, debug, trace'],
    ['BROADSHEET_CACHE_MB', '8', 'expected a whole number from 16 to 65536'],
    ['BROADSHEET_DEMO', 'maybe', 'expected on or off'],
    [
      'BROADSHEET_URL',
      'magazine.example',
      'expected an absolute http or https address such as https://magazine.example',
    ],
    [
      'BROADSHEET_URL',
      'ftp://magazine.example',
      'expected an absolute http or https address such as https://magazine.example',
    ],
    ['BROADSHEET_URL', 'https://magazine.example/?a=1', 'expected an address without ? and #'],
    ['BROADSHEET_BASE_PATH', 'api', 'expected a path such as /api'],
    ['BROADSHEET_BASE_PATH', '/a?b', 'expected a path such as /api'],
    ['BROADSHEET_MAX_DEPTH', '0', 'expected a whole number from 1 to 100'],
    ['BROADSHEET_FETCH_PRIVATE', 'maybe', 'expected on or off'],
    ['BROADSHEET_FETCH_MAX_BYTES', '999', 'expected a whole number from 1000 to 1000000000000'],
    ['BROADSHEET_FETCH_TIMEOUT_SECONDS', '0', 'expected a whole number from 1 to 86400'],
    ['BROADSHEET_UNPACK_MAX_BYTES', '1e9', 'expected a whole number from 1000 to 10000000000000'],
  ])('refuses %s=%s, and says what was expected and what was found', (name, value, expected) => {
    expect(refusalOf({ [name]: value })).toBe(
      `${HEAD}\n  ${name}: ${expected}, found ${JSON.stringify(value)}`,
    );
  });

  it('does not repeat a MongoDB address, which may hold a password', () => {
    expect(refusalOf({ MONGODB_URI: 'postgres://user:secret@localhost' })).toBe(
      `${HEAD}\n  MONGODB_URI: expected an address that begins with mongodb:// or mongodb+srv://`,
    );
  });

  it('names everything that is wrong at once', () => {
    const refusal = refusalOf({ PORT: 'x', BROADSHEET_DEMO: 'x', BROADSHEET_CACHE_MB: 'x' });
    expect(refusal.match(/^ {2}\w+/gm)).toEqual([
      '  PORT',
      '  BROADSHEET_CACHE_MB',
      '  BROADSHEET_DEMO',
    ]);
  });
});
