import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes after which a log is put aside; one of before is kept. */
const largest = 500_000;

/**
 * The program's own log, a JSON object a line; the hub has one of its own. Where the disk takes nothing, nothing is noted.
 * @param clock Milliseconds since the epoch
 */
export function openProgramLog(file: string, clock: () => number): (about: string, error: unknown) => void {
  return (about, error) => {
    const why = error instanceof Error ? error.message : String(error);
    const line = { time: new Date(clock()).toISOString(), about, error: why.slice(0, 1000) };
    try {
      mkdirSync(dirname(file), { recursive: true });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(file, `${file}.1`);
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    } catch {
      // There is nobody else to tell.
    }
  };
}
