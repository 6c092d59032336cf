import ipaddr from 'ipaddr.js';

/** Whether an IP address may be connected to. */
export type AddressRule = (address: string) => boolean;

/** All addresses of IPv6 that are given out to the world (RFC 4291, IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;

/**
 * Whether an IP address is one of the public internet.
 *
 * Everything special is not: loopback, private, link-local, shared (CGNAT), multicast, unspecified,
 * documentation; nor is an address of IPv6 that carries one of IPv4 within it (mapped, compatible,
 * NAT64, 6to4, Teredo), as that one may be anything.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // The library takes the deprecated `::7f00:1` (127.0.0.1) for an ordinary address.
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS);
}
