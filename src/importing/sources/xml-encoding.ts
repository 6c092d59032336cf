/** Where the XML declaration is looked for; some servers write a few characters before it. */
const DECLARATION_BYTES = 2048;

/**
 * The encoding of an XML file by its first bytes; UTF-8 by default.
 *
 * A byte order mark takes precedence over the declaration. A declared UTF-16 or UTF-32 without such
 * bytes is ignored: some programs hold text in UTF-16, declare that, and write UTF-8.
 */
export function declaredEncoding(head: Uint8Array): string {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === LESS_THAN && second === 0) return 'utf-16le';
  if (first === 0 && second === LESS_THAN) return 'utf-16be';
  const text = new TextDecoder('latin1').decode(head.subarray(0, DECLARATION_BYTES));
  const declared = /<\?xml[^>]*\bencoding\s*=\s*["']\s*([\w.:-]+)\s*["']/i.exec(text)?.[1];
  return declared === undefined || /^u(?:tf|cs)-?(?:16|2|32)/i.test(declared) ? 'utf-8' : declared;
}

const LESS_THAN = 0x3c;
