/**
 * The documents in the order of the requested keys; `null` for a key without a document.
 *
 * DataLoader needs exactly one result per key, in key order; MongoDB returns documents in any
 * order.
 */
export function inKeyOrder<T>(
  keys: readonly string[],
  documents: readonly T[],
  keyOf: (document: T) => string,
): (T | null)[] {
  const byKey = new Map(documents.map((document) => [keyOf(document), document]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The documents grouped by key. Groups are in the order in which their keys first occur. */
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
