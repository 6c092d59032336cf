import { version } from '../../version.js';

/** How this program names itself to servers: `Broadsheet/1.2.3`. */
export function userAgent(): string {
  return `Broadsheet/${version()}`;
}
