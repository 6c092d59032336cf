import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';

/** A read has waited for the database, and a ping beside it was not answered either. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';

  constructor() {
    super(`The database answered no ping within ${PING_MS} ms while a read waited for it.`);
  }
}

/** Milliseconds after which a read that waits has the database asked whether it still answers. */
const WAIT_MS = 750;

/** Milliseconds in which it must answer then. Both together stay below two seconds. */
const PING_MS = 750;

/**
 * Tells a slow read from a database that does not answer: stopped, cut off, or gone.
 *
 * A time limit on reads would also end those that are slow. So a read that has waited for 750 ms
 * has a ping sent beside it, again and again while pings are answered. The driver alone notices a
 * stopped server after 10 seconds and more.
 */
export class Reachability {
  readonly #db: Pick<Db, 'command'>;
  #asking: Promise<boolean> | undefined;

  constructor(db: Pick<Db, 'command'>) {
    this.#db = db;
  }

  /** Whether a ping is answered within so many milliseconds. */
  async answers(milliseconds: number): Promise<boolean> {
    const ended = new AbortController();
    const ping = this.#db
      .command({ ping: 1 }, { signal: ended.signal })
      .then(() => true)
      .catch(() => false);
    const answer = await Promise.race([ping, afterwards(milliseconds)]);
    ended.abort();
    return answer;
  }

  /** Aborts with `DatabaseSilent` if a ping is not answered; what it returns ends the watch. */
  watch(read: AbortController): () => void {
    let isOver = false;
    const look = async () => {
      this.#asking ??= this.answers(PING_MS).finally(() => {
        this.#asking = undefined;
      });
      const answers = await this.#asking;
      if (isOver) return;
      if (answers) timer = setTimeout(look, WAIT_MS);
      else read.abort(new DatabaseSilent());
    };
    let timer = setTimeout(look, WAIT_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }
}

/** False after a while; an answer that has arrived by then is read first. */
async function afterwards(milliseconds: number): Promise<boolean> {
  await sleep(milliseconds, undefined, { ref: false });
  await nextTurn();
  return false;
}
