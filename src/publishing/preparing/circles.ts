/**
 * Finds the cycles in a graph in which every node has at most one successor (`next`). Each cycle is
 * listed in the order of its links.
 *
 * Every link is followed once, because a chain of replies can be as long as an article has
 * comments.
 */
export function circlesIn(next: ReadonlyMap<string, string>): string[][] {
  const circles: string[][] = [];
  const seen = new Set<string>();
  for (const start of next.keys()) {
    const way: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      way.push(at);
      at = next.get(at);
    }
    const from = at === undefined ? -1 : way.indexOf(at);
    if (from >= 0) circles.push(way.slice(from));
  }
  return circles;
}
