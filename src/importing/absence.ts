// Entries say "nothing" by a missing property, which `exactOptionalPropertyTypes` insists on.

/** An object type in which what may be `undefined` may be missing instead. */
export type WithoutUndefined<Fields> = {
  readonly [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  readonly [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<
    Fields[Key],
    undefined
  >;
};

/** The same properties in the same order, without those that are `undefined`. */
export function withoutUndefined<const Fields extends object>(
  fields: Fields,
): WithoutUndefined<Fields>;
export function withoutUndefined(fields: Readonly<Record<string, unknown>>): object {
  const kept: Record<string, unknown> = {};
  // Three times as fast as by way of entries, and every article comes through here several times.
  for (const key of Object.keys(fields)) {
    if (fields[key] !== undefined) kept[key] = fields[key];
  }
  return kept;
}

/** The list, unless it is empty. */
export function someOf<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}
