/** A parsed object: a row, front matter, a line, or an object inside one of them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object with keys; lists and dates (YAML, TOML) are not. */
export function isObject(value: unknown): value is Fields {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
