import ipaddr from 'ipaddr.js';

/** Whether an IP address may be connected to. */
export type AddressRule = (address: string) => boolean;

/** The only range of IPv6 addresses on the public internet (RFC 4291, IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;

/**
 * Whether an IP address belongs to the public internet.
 *
 * Special addresses do not: loopback, private, link-local, shared (CGNAT), multicast, unspecified,
 * documentation. Nor does an IPv6 address that embeds an IPv4 address (mapped, compatible, NAT64,
 * 6to4, Teredo), because the embedded address can be a private one.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // The library classifies the deprecated `::7f00:1` (127.0.0.1) as an ordinary address.
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS);
}
