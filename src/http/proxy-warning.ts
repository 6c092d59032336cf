import type { Plugin } from 'graphql-yoga';
import { quoted } from '../errors.js';
import type { Log } from '../log.js';

/**
 * Warns once when a proxy forwards requests for a host that absolute addresses do not name.
 *
 * For a gateway without `BROADSHEET_URL`, whose article and picture addresses begin with its own
 * address. The header is not used instead: any client can send it.
 */
export function warnOfProxy(log: Log, siteUrl: () => string): Plugin {
  let hasWarned = false;
  return {
    onRequest: ({ request }) => {
      const host = request.headers.get('x-forwarded-host')?.split(',')[0]?.trim();
      if (hasWarned || !host || host === new URL(siteUrl()).host) return;
      hasWarned = true;
      log.warn(
        `A proxy forwards requests for ${quoted(host)}, but absolute addresses begin with ` +
          `${siteUrl()}: set BROADSHEET_URL to the address of your site.`,
      );
    },
  };
}
