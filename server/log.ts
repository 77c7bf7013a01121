import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';
import { plainError } from './operations/plain-error.ts';

/** Where lines go, besides the terminal. */
export interface LogKeeper {
  write(line: string): void;
}

/**
 * The hub's log: one JSON object a line. No secret and nothing about a person gets into it: what it tells of are requests
 * by their ids, and errors without what they quote. The terminal gets what `logLevel` says, `kept` all of `keptLogLevel`.
 */
export function makeLog(
  { logLevel, keptLogLevel }: Config,
  clock: () => number,
  kept: LogKeeper | undefined,
): Logger {
  const streams: pino.StreamEntry[] = [];
  if (logLevel !== 'silent') streams.push({ level: logLevel, stream: pino.destination(1) });
  if (kept && keptLogLevel !== 'silent') streams.push({ level: keptLogLevel, stream: kept });
  const lowest = streams.map(({ level }) => level ?? 'info').sort((a, b) => rank(a) - rank(b))[0];
  return pino(
    {
      level: lowest ?? 'silent',
      base: null,
      timestamp: () => `,"time":"${new Date(clock()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: plainError },
      redact: ['*.token', '*.secret', '*.pin', '*.authorization'],
    },
    pino.multistream(streams),
  );
}

function rank(level: string | number): number {
  return typeof level === 'number' ? level : (pino.levels.values[level] ?? 0);
}
