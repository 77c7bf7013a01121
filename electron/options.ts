import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line and the environment say about this run. */
export interface Options {
  /** Data folder of the hub; absent: the hub's usual one. */
  readonly data: string | undefined;
  /** Port of the hub; absent: the hub's usual one. */
  readonly port: number | undefined;
  /** Fill an empty data folder with the demo practice instead of asking for one. */
  readonly demo: boolean;
}

/**
 * Reads `[--data DIR] [--port N] [--demo]`. Other switches are Chromium's or the system's and are left alone.
 * @throws Error with a sentence for people where a value makes no sense
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
  });
  const data = typeof values.data === 'string' ? values.data : env.DUNEBOOK_DATA;
  return { data, port: portOf(values.port), demo: values.demo === true };
}

function portOf(value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (typeof value === 'string' && /^\d{1,5}$/.test(value) && port <= 65535) return port;
  throw new Error('--port needs a number from 0 to 65535.');
}

/** The arguments that say the same again, for the hub's process. */
export function argsOf({ data, port, demo }: Options): string[] {
  return [
    ...(data === undefined ? [] : ['--data', data]),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(demo ? ['--demo'] : []),
  ];
}

/**
 * Where the window keeps its own store. A data folder of its own is a practice of its own, so it brings its window's
 * store along: two runs on two folders share neither bookings nor the right to read them.
 */
export function windowDataDir({ data }: Options): string | undefined {
  return data === undefined ? undefined : join(data, 'window');
}
