import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { FetchRefused } from './fetch-refused.js';
import type { AddressRule } from './public-address.js';

/** Finds all addresses of a name; the system's way unless a test brings its own. */
export type Resolve = (
  name: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const systemResolve: Resolve = (name, callback) => lookup(name, { all: true }, callback);

/**
 * A lookup for connecting that refuses names of which any address breaks the rule.
 *
 * The connection is made to the addresses that were judged here, without asking again: a name that
 * changes its address in between (DNS rebinding) gains nothing.
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
 * Throws `FetchRefused` for a host that breaks the rule without any lookup: one that is an address
 * itself, which no lookup sees, and `localhost`, whatever this machine's names say of it.
 */
export function checkHost(url: URL, rule: AddressRule): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = /(?:^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : host;
  if (isIP(address) !== 0 && !rule(address)) throw refusal(host, address);
}

function refusal(name: string, address: string): FetchRefused {
  const leads = name === address ? `${address} is` : `"${name}" leads to ${address}, which is`;
  return new FetchRefused(
    `${leads} no public address; private ones are fetched from only if that is switched on: BROADSHEET_FETCH_PRIVATE=on.`,
  );
}
