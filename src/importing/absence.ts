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
export function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The list, unless it is empty. */
export function someOf<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}
