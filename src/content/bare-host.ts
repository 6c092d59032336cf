/**
 * The host of an absolute address without `www.`, with its port unless that is the default one;
 * `undefined` for anything else.
 */
export function bareHost(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : undefined;
}
