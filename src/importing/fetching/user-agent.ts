import { version } from '../../version.js';

/** The `User-Agent` header of this program: `Broadsheet/1.2.3`. */
export function userAgent(): string {
  return `Broadsheet/${version()}`;
}
