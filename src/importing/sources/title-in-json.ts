import { withoutUndefined } from '../absence.js';

/** The title in the text of a JSON object that may be broken; to be spread into a record. */
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
