import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { FetchRefused } from './fetch-refused.js';
import type { AddressRule } from './public-address.js';

/** Finds all IP addresses of a host name; tests replace it. */
export type Resolve = (
  name: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const systemResolve: Resolve = (name, callback) => lookup(name, { all: true }, callback);

/**
 * A DNS lookup for connections that refuses a host name if any of its addresses breaks the rule.
 *
 * The connection uses the very addresses that were checked here, without a second lookup, so DNS
 * rebinding (a name that changes its address in between) has no effect.
 */
export function guardedLookup(rule: AddressRule, resolve: Resolve = systemResolve): LookupFunction {
  return (name, options, callback) => {
    resolve(name, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) {
        callback(error ?? new FetchRefused(`"${name}" has no address.`), '');
        return;
      }
      const refused = addresses.find(({ address }) => !rule(address));
      if (refused !== undefined) callback(refusal(name, refused.address), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * Throws `FetchRefused` for a host that breaks the rule without a lookup: an IP address, for which
 * no lookup happens, and `localhost`, whatever the hosts file of this machine says.
 */
export function checkHost(url: URL, rule: AddressRule): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = /(?:^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : host;
  if (isIP(address) !== 0 && !rule(address)) throw refusal(host, address);
}

function refusal(name: string, address: string): FetchRefused {
  const leads = name === address ? `${address} is` : `"${name}" resolves to ${address}, which is`;
  return new FetchRefused(
    `${leads} not a public address. Private addresses are fetched only with BROADSHEET_FETCH_PRIVATE=on.`,
  );
}
