import { type DestinationStream, type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';

/** The gateway's log: lines with a level, a message and named values. */
export type Log = Logger;

/** The levels of `LOG_LEVEL`, the least important last; `silent` writes nothing. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** One of the levels of `LOG_LEVEL`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A log that writes nothing, for an app that nobody has given one. */
export const SILENT_LOG: Log = pino({ level: 'silent' });

/**
 * A log on stderr: one JSON object per line, or readable lines if stderr is a terminal.
 *
 * It writes synchronously, so that the last lines are not lost when the process ends. stdout is
 * left to what a command prints.
 */
export function createLog(level: LogLevel, isTerminal = process.stderr.isTTY === true): Log {
  const stderr = { dest: 2, sync: true };
  return logTo(
    isTerminal ? PinoPretty({ ...PRETTY, destination: 2 }) : pino.destination(stderr),
    level,
  );
}

/** A log on any stream of lines. */
export function logTo(stream: DestinationStream, level: LogLevel): Log {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    stream,
  );
}

const PRETTY = { sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' } as const;

/** What an error says of itself; not the values that a driver attaches, which may be personal. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    type: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
