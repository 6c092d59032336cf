import { withoutControls } from '../content/html.js';
import { ownedText } from '../content/owned-text.js';
import { withoutUndefined } from './absence.js';

/** An article that could not be imported: its place in the source, its title and the reason. */
export interface ImportFailure {
  readonly place: string;
  readonly title?: string;
  readonly reason: string;
}

/** Failures that are listed one by one; further failures are only counted. */
const MAX_FAILURES = 100;
/** Distinct reasons for skipping that are counted separately; all others count as "other". */
const MAX_REASONS = 50;

/** The text on one line, without control characters that could change the terminal's state. */
function printable(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ');
}

/**
 * The report of an import: how many articles were read, and the outcome of each.
 *
 * `read` is the sum of the other five counts, so the numbers always add up. Site, author and topic
 * records are not counted.
 */
export class ImportAccount {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  readonly #skippedBy = new Map<string, number>();
  readonly #failures: ImportFailure[] = [];

  /** Counts an article that was stored, or was stored already. */
  took(how: 'created' | 'updated' | 'unchanged'): void {
    this.#counts[how] += 1;
  }

  /** Counts a record that is not an article, grouped by its reason. */
  skip(reason: string): void {
    this.#counts.skipped += 1;
    const isNew = !this.#skippedBy.has(reason) && this.#skippedBy.size >= MAX_REASONS;
    const key = isNew ? 'other' : reason;
    this.#skippedBy.set(key, (this.#skippedBy.get(key) ?? 0) + 1);
  }

  /** Counts an article that could not be imported. */
  fail({ place, title, reason }: ImportFailure): void {
    this.#counts.failed += 1;
    if (this.#failures.length >= MAX_FAILURES) return;
    this.#failures.push(withoutUndefined({ place, title: title && ownedText(title), reason }));
  }

  /** The number of records that were looked at. */
  get read(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  /** Whether any article failed; the exit code of the process depends on it. */
  get hasFailed(): boolean {
    return this.#counts.failed > 0;
  }

  /** The report as one line of JSON, with the six counts first. */
  toJsonLine(): string {
    return JSON.stringify({
      read: this.read,
      ...this.#counts,
      skippedBy: Object.fromEntries(this.#skippedBy),
      failures: this.#failures,
    });
  }

  /** The report as readable lines of text, without a newline at the end. */
  toText(): string {
    const { created, updated, unchanged, skipped, failed } = this.#counts;
    const lines = [
      `Read ${this.read}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, ${failed} failed.`,
    ];
    if (skipped > 0) lines.push(printable(`Skipped: ${this.#reasons()}.`));
    for (const { place, title, reason } of this.#failures) {
      const named = title === undefined ? '' : ` “${title}”`;
      lines.push(printable(`Failed: ${place}${named}: ${reason}`));
    }
    if (failed > this.#failures.length) {
      lines.push(`… and ${failed - this.#failures.length} more failed.`);
    }
    return lines.join('\n');
  }

  #reasons(): string {
    return [...this.#skippedBy]
      .sort(([, one], [, other]) => other - one)
      .map(([reason, count]) => `${count} ${reason}`)
      .join(', ');
  }
}
