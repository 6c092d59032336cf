import { placeOf } from './places.js';
import type { Rule } from './rule.js';
import type { SourceFile } from './source.js';

/** For each file or subject, what it imports. */
type Graph = ReadonlyMap<string, readonly string[]>;

/** No file imports itself, directly or through other files; type imports count. */
export const cycles: Rule = {
  name: 'no import cycles',
  check: (files) =>
    circlesIn(graphOf(files)).map((circle) => ({
      path: circle[0] ?? '',
      found: `imports itself: ${circle.join(' → ')}`,
      because: 'files in a cycle cannot be read, tested or moved separately',
    })),
};

/** Subjects do not depend on each other in a cycle, even through different files. */
export const subjects: Rule = {
  name: 'no import cycles between subjects',
  check: (files) =>
    circlesIn(subjectGraph(files)).map((circle) => ({
      path: `src/${circle[0]}`,
      found: `imports itself: ${circle.join(' → ')}`,
      because: 'only the subject whose document contains the other’s id may import the other',
    })),
};

/** The pipeline and the importers depend on neither HTTP nor GraphQL, directly or indirectly. */
export const pipeline: Rule = {
  name: 'the pipeline depends on neither HTTP nor GraphQL',
  check: (files) =>
    files
      .filter(({ path }) => /^src\/(publishing|importing)\//.test(path))
      .flatMap(({ path }) => {
        const way = wayTo(graphOf(files), path, /^src\/(graphql|http)\//);
        const because = 'an import runs without a server, and mutations use the same pipeline';
        return way === undefined ? [] : [{ path, found: `depends on ${way.join(' → ')}`, because }];
      }),
};

function graphOf(files: readonly SourceFile[]): Graph {
  return new Map(
    files.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]),
  );
}

function subjectGraph(files: readonly SourceFile[]): Graph {
  const graph = new Map<string, string[]>();
  for (const { path, imports } of files) {
    const from = placeOf(path)?.subject;
    if (from === undefined) continue;
    const others = imports
      .flatMap(({ target }) => placeOf(target ?? '')?.subject ?? [])
      .filter((to) => to !== from);
    graph.set(from, [...(graph.get(from) ?? []), ...others]);
  }
  return graph;
}

/** One cycle for each node that has one and is in none of the cycles found before. */
function circlesIn(graph: Graph): string[][] {
  const declared = new Set<string>();
  return [...graph.keys()].flatMap((start) => {
    if (declared.has(start)) return [];
    const next = graph.get(start) ?? [];
    const [way] = next.flatMap((node) => {
      const back = node === start ? [] : wayTo(graph, node, start);
      return back === undefined ? [] : [[start, node, ...back]];
    });
    for (const node of way ?? []) declared.add(node);
    return way === undefined ? [] : [way];
  });
}

/** The shortest path from one node to another, without the start; `undefined` if there is none. */
function wayTo(graph: Graph, start: string, goal: string | RegExp): string[] | undefined {
  const isGoal = (node: string) => (goal instanceof RegExp ? goal.test(node) : node === goal);
  const ways = new Map<string, readonly string[]>([[start, []]]);
  for (const [node, way] of ways) {
    for (const next of graph.get(node) ?? []) {
      if (isGoal(next)) return [...way, next];
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return undefined;
}
