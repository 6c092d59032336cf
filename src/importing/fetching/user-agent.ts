import { readFileSync } from 'node:fs';

/** How this program names itself to servers: `Broadsheet/1.2.3`. */
export function userAgent(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const version = /"version"\s*:\s*"([^"]+)"/.exec(manifest)?.[1] ?? '0';
  return `Broadsheet/${version}`;
}
