import { readFileSync } from 'node:fs';

/** The version of this program, as its `package.json` says: `1.2.3`. */
export function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return /"version"\s*:\s*"([^"]+)"/.exec(manifest)?.[1] ?? '0';
}
