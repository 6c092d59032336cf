/**
 * The best of the offered content codings that a client takes, `undefined` if it takes none.
 *
 * `offered` begins with the one the server likes best. A coding with `q=0` is refused, `*` stands
 * for all that are not named (RFC 9110, section 12.5.3); other weights are not told apart, since
 * clients that send them still take what is smallest.
 */
export function bestEncoding<Encoding extends string>(
  acceptEncoding: string | null,
  offered: readonly Encoding[],
): Encoding | undefined {
  const taken = new Map((acceptEncoding ?? '').toLowerCase().split(',').map(readCoding));
  return offered.find((encoding) => taken.get(encoding) ?? taken.get('*') ?? false);
}

function readCoding(text: string): [name: string, isTaken: boolean] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim());
  return [name, !parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter))];
}
