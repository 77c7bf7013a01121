import { closeSync, openSync, readFileSync, rmSync, watchFile, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const note = z.object({ argv: z.array(z.string()), folder: z.string() });

/** How often the first instance looks for a note of a second, in milliseconds. */
const lookEvery = 100;

/**
 * Whether this process is the first on a folder. A later one leaves the first a note of how it was started and is told
 * no. A lock whose process is gone counts for nothing.
 */
export function lockInstance(folder: string, onSecond: (argv: string[], folder: string) => void): boolean {
  const lock = join(folder, 'instance.lock');
  const second = join(folder, 'second-instance.json');
  if (!take(lock)) {
    writeFileSync(second, JSON.stringify({ argv: process.argv, folder: process.cwd() }));
    return false;
  }
  rmSync(second, { force: true });
  process.on('exit', () => rmSync(lock, { force: true }));
  watchFile(second, { interval: lookEvery, persistent: false }, ({ size }) => {
    if (size === 0) return;
    const { argv, folder: from } = note.parse(JSON.parse(readFileSync(second, 'utf8')));
    onSecond(argv, from);
  });
  return true;
}

function take(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    rmSync(lock, { force: true });
    return take(lock);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch {
    return false;
  }
}
