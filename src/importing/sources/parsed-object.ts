/** A parsed object: a row, front matter, a line, or an object in one of them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a parsed value has keys; lists have none, nor has a date of YAML or TOML. */
export function isObject(value: unknown): value is Fields {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
