/**
 * The documents in the order of the keys that were asked for; `null` for a key nobody has.
 *
 * DataLoader needs exactly one answer a key, in key order; MongoDB answers in its own.
 */
export function inKeyOrder<T>(
  keys: readonly string[],
  documents: readonly T[],
  keyOf: (document: T) => string,
): (T | null)[] {
  const byKey = new Map(documents.map((document) => [keyOf(document), document]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The documents grouped by key, keys in first-seen order. */
export function groupedBy<T, Key extends string | number>(
  documents: Iterable<T>,
  keyOf: (document: T) => Key,
): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const document of documents) {
    const group = groups.get(keyOf(document));
    if (group === undefined) groups.set(keyOf(document), [document]);
    else group.push(document);
  }
  return groups;
}
