/**
 * A property that is there only if it has a value; to be spread into a record.
 *
 * Entries tell "nothing" by a missing property, which `exactOptionalPropertyTypes` insists on.
 */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value };
export function optional(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

/** The list, unless it is empty. */
export function someOf<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}
