import { type Log, type LogLevel, logTo } from '../../src/log.js';

/** One line of the log, parsed. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A log of which a test reads the lines. */
export interface LogLines {
  readonly log: Log;
  readonly lines: readonly LogLine[];
  /** Forgets all lines so far. */
  clear(): void;
}

/** A log that keeps its lines. */
export function logLines(level: LogLevel = 'debug'): LogLines {
  const lines: LogLine[] = [];
  const write = (text: string) => void lines.push(JSON.parse(text));
  return { log: logTo({ write }, level), lines, clear: () => void lines.splice(0) };
}
