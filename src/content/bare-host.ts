/**
 * The host of an address without `www.`, and with its port if it has one of its own; `undefined`
 * for what is no absolute address.
 */
export function bareHost(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : undefined;
}
