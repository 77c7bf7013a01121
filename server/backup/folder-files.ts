import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of this run or this computer, or no loss: neither in a backup nor moved by a restore. */
const ofThisRun = new Set(['running.json', 'limits.sqlite', restoreNote()]);
/** What a file of the hub is called; others that somebody put into the folder stay where they are. */
export const dataName = /^[A-Za-z0-9][\w.-]*$/;
/** What SQLite keeps beside a database. */
const beside = /-(wal|shm|journal)$/;
/** Folders of a backup or a restore that is under way. */
const unfinished = /^\.(backup|restore)-[\w-]+$/;

/** The note in the data folder that a restore is under way, see `switch.ts`. */
export function restoreNote(): string {
  return 'restore.json';
}

/**
 * The files that are the hub's data: every file of the folder itself that is not of this run only. So what a later part of
 * the hub keeps beside the databases is in every backup without a word about it.
 */
export function dataFiles(dataDir: string): string[] {
  return filesToMove(dataDir).filter((name) => !beside.test(name));
}

/** The same, with what SQLite keeps beside a database that was not closed. */
export function filesToMove(dataDir: string): string[] {
  return readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && dataName.test(entry.name))
    .map((entry) => entry.name)
    .filter((name) => !ofThisRun.has(name.replace(beside, '')))
    .toSorted();
}

export function isDatabase(name: string): boolean {
  return name.endsWith('.sqlite');
}

/** Removes what a run that was cut off left in the data folder; nothing of it ever counted. */
export function sweep(dataDir: string, keep?: string): void {
  if (!existsSync(dataDir)) return;
  for (const name of readdirSync(dataDir))
    if (unfinished.test(name) && name !== keep) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** Makes what was written to a file survive a power cut. */
export function settleFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Makes what was renamed in a folder survive a power cut; Windows has no such thing and does it by itself. */
export function settleFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
