import { withoutUndefined } from '../absence.js';

/** The title in a JSON text that may be broken, as an object to spread into a record. */
export function titleIn(text: string): { readonly title?: string } {
  const written = /"title"\s*:\s*"((?:[^"\\]|\\.){1,300})/.exec(text)?.[1];
  return withoutUndefined({ title: written === undefined ? undefined : unescaped(written) });
}

function unescaped(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
