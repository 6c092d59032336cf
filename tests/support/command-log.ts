import type { MongoClient } from 'mongodb';

/** One MongoDB command, and the step in which it was sent. */
interface Sent {
  readonly text: string;
  /**
   * 1 for a command that waited for none, 2 for one that was sent after one of step 1 had ended.
   */
  readonly wave: number;
}

/** The commands that a client sends, as the driver itself tells them. */
export class CommandLog {
  #sent: Sent[] = [];
  /** The highest wave of a command that has ended. */
  #endedWave = 0;
  readonly #running = new Map<number, number>();

  constructor(client: MongoClient) {
    client.on('commandStarted', ({ commandName, command, requestId }) => {
      if (HOUSEKEEPING.has(commandName)) return;
      const wave = this.#endedWave + 1;
      this.#running.set(requestId, wave);
      const collection = command[commandName] ?? command.collection;
      this.#sent.push({ text: `${commandName} ${collection}`, wave });
    });
    const ended = ({ requestId }: { readonly requestId: number }) => {
      const wave = this.#running.get(requestId);
      this.#running.delete(requestId);
      if (wave !== undefined) this.#endedWave = Math.max(this.#endedWave, wave);
    };
    client.on('commandSucceeded', ended);
    client.on('commandFailed', ended);
  }

  /** Forgets all that was sent. */
  clear(): void {
    this.#sent = [];
    this.#endedWave = 0;
  }

  /** The commands, such as `find articles`, in the order in which they were sent. */
  get commands(): string[] {
    return this.#sent.map(({ text }) => text);
  }

  /** How many steps one after the other they took. */
  get waves(): number {
    return Math.max(0, ...this.#sent.map(({ wave }) => wave));
  }
}

const HOUSEKEEPING = new Set(['hello', 'isMaster', 'ismaster', 'ping', 'endSessions', 'buildInfo']);
