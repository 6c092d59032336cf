import { readFileSync } from 'node:fs';

/** The version of this program from its `package.json`, such as `1.2.3`; `0` if it has none. */
export function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return /"version"\s*:\s*"([^"]+)"/.exec(manifest)?.[1] ?? '0';
}
