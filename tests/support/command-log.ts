import type { MongoClient } from 'mongodb';

/** A MongoDB command and the step in which it was sent. */
interface Sent {
  readonly text: string;
  /**
   * 1 for a command that waited for no other command, 2 for one that was sent after a command of
   * step 1 had ended, and so on.
   */
  readonly wave: number;
}

/** Records the commands that a client sends, from the driver's own events. */
export class CommandLog {
  #sent: Sent[] = [];
  /** The highest step of a command that has ended. */
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

  /** Forgets all commands. */
  clear(): void {
    this.#sent = [];
    this.#endedWave = 0;
  }

  /** The commands, such as `find articles`, in the order in which they were sent. */
  get commands(): string[] {
    return this.#sent.map(({ text }) => text);
  }

  /** The number of steps that had to run one after the other. */
  get waves(): number {
    return Math.max(0, ...this.#sent.map(({ wave }) => wave));
  }
}

const HOUSEKEEPING = new Set(['hello', 'isMaster', 'ismaster', 'ping', 'endSessions', 'buildInfo']);
