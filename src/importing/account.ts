import { withoutControls } from '../content/html.js';
import { ownedText } from '../content/owned-text.js';
import { withoutUndefined } from './absence.js';

/** An article that could not be taken: where it stands, what it is called, and why. */
export interface ImportFailure {
  readonly place: string;
  readonly title?: string;
  readonly reason: string;
}

/** Failures that are kept one by one; behind them they are only counted. */
const MAX_FAILURES = 100;
/** Reasons for skipping that are counted apart. */
const MAX_REASONS = 50;

/** On one line, and without what a source could steer a terminal with. */
function printable(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ');
}

/**
 * The account of an import: everything that was read, and what became of it.
 *
 * `read` is made of the other five, so that it cannot fail to add up. Site, authors and topics do
 * not count: they are not what a reader would miss.
 */
export class ImportAccount {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  readonly #skippedBy = new Map<string, number>();
  readonly #failures: ImportFailure[] = [];

  /** Counts an article that went in, or was there already. */
  took(how: 'created' | 'updated' | 'unchanged'): void {
    this.#counts[how] += 1;
  }

  /** Counts something that is no article, by its reason. */
  skip(reason: string): void {
    this.#counts.skipped += 1;
    const isNew = !this.#skippedBy.has(reason) && this.#skippedBy.size >= MAX_REASONS;
    const key = isNew ? 'other' : reason;
    this.#skippedBy.set(key, (this.#skippedBy.get(key) ?? 0) + 1);
  }

  /** Counts an article that could not be taken. */
  fail({ place, title, reason }: ImportFailure): void {
    this.#counts.failed += 1;
    if (this.#failures.length >= MAX_FAILURES) return;
    this.#failures.push(withoutUndefined({ place, title: title && ownedText(title), reason }));
  }

  /** Everything that was looked at. */
  get read(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  /** Whether the process may end with 0. */
  get hasFailed(): boolean {
    return this.#counts.failed > 0;
  }

  /** The account as one line of JSON, its six counts first. */
  toJsonLine(): string {
    return JSON.stringify({
      read: this.read,
      ...this.#counts,
      skippedBy: Object.fromEntries(this.#skippedBy),
      failures: this.#failures,
    });
  }

  /** The account for people, as lines without a newline at the end. */
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
      lines.push(`… and ${failed - this.#failures.length} more that failed.`);
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
