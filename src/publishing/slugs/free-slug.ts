import type { ReadContext } from '../../database/read-context.js';
import type { WriteOutcome } from '../../editorial/article/article.writing.js';
import type { Stores } from '../../stores.js';

/**
 * Slugs to try in order: the given ones, then the last of them with the numbers 2, 3, … appended.
 */
export function* slugCandidates(...wished: readonly string[]): Generator<string> {
  yield* wished;
  const last = wished.at(-1) ?? 'untitled';
  for (let number = 2; number < MAX_ATTEMPTS; number += 1) yield `${last}-${number}`;
}

const MAX_ATTEMPTS = 10_000;

/**
 * Calls `write` until its slugs are free. If the current slug belongs to another article, a number
 * is appended; an earlier slug that belongs to another article is dropped.
 */
export async function withFreeSlugs(
  stores: Stores,
  readContext: ReadContext,
  slugs: readonly string[],
  write: (slugs: readonly string[]) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  const [wished = 'untitled', ...rest] = slugs;
  let current = wished;
  let number = 1;
  let earlier: readonly string[] = rest;
  for (;;) {
    const outcome = await write([current, ...earlier.filter((slug) => slug !== current)]);
    if (outcome.kind !== 'SLUG_TAKEN') return outcome;
    if (outcome.slug === current) {
      number = number === 1 ? await firstFree(stores, readContext, wished) : number + 1;
      current = `${wished}-${number}`;
    } else earlier = earlier.filter((slug) => slug !== outcome.slug);
  }
}

function firstFree(stores: Stores, readContext: ReadContext, wished: string): Promise<number> {
  return firstFreeNumber(async (numbers) => {
    const slugs = numbers.map((number) => `${wished}-${number}`);
    const taken = await stores.article.findTakenSlugs(readContext, slugs);
    return new Set(taken.map((slug) => Number(slug.slice(wished.length + 1))));
  });
}

/**
 * The lowest free number, from 2 on, that can be appended to a slug; it assumes that all lower
 * numbers are taken.
 *
 * A magazine may have a thousand articles of one title. Each query checks up to 32 numbers and
 * narrows the range, so a few queries are enough; trying one number after the other would need a
 * million writes for these articles.
 */
async function firstFreeNumber(
  takenAmong: (numbers: readonly number[]) => Promise<ReadonlySet<number>>,
): Promise<number> {
  let [taken, free] = [1, 2 ** 20];
  let probes = Array.from({ length: 19 }, (_, power) => 2 ** (power + 1));
  while (probes.length > 0) {
    const found = await takenAmong(probes);
    free = probes.find((number) => !found.has(number)) ?? free;
    taken = probes.filter((number) => number < free).at(-1) ?? taken;
    const step = Math.max(1, Math.ceil((free - taken) / PROBES));
    const count = Math.ceil((free - taken - 1) / step);
    probes = Array.from({ length: count }, (_, index) => taken + (index + 1) * step).filter(
      (number) => number < free,
    );
  }
  return free;
}

/** Numbers per query. */
const PROBES = 32;
