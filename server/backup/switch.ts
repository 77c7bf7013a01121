import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { locked } from '../store/lock.ts';
import { filesToMove, restoreNote, settleFolder } from './folder-files.ts';
import { backupErrorOf } from './problem.ts';
import { stagedFolder } from './stage.ts';
import type { Step } from './step.ts';

/**
 * A restore that is past its point of no return. `out`: the old data is on its way into its folder; `in`: all of it is there,
 * and the new data is on its way in. Moving a file is one step for the file system, so whoever finds the note knows what is
 * left to do from where the files are.
 */
const note = z.strictObject({
  id: z.uuid(),
  aside: z.string().regex(/^before-restore-[\w-]+$/),
  phase: z.enum(['out', 'in']),
});
type Note = z.output<typeof note>;

const asidePattern = /^before-restore-[\w-]+$/;
const quiet: Step = () => undefined;

/**
 * Puts staged data in the place of the old, which is kept in a folder of its own; nobody may have either open. Killed at any
 * instant, the next start finishes it, see `settleRestore`: there is the old state or the new one, never a part of both.
 * @param now ISO instant, for the name of that folder
 * @returns the folder with the old data
 * @throws BackupError where a file cannot be moved; all of the old data then stands where it stood
 */
export function switchData(dataDir: string, id: string, now: string, step: Step = quiet): string {
  const aside = `before-restore-${now.replace(/[-:]|\.\d+/g, '')}-${id.slice(0, 4)}`;
  return locked(lockFile(dataDir), () => {
    try {
      putNote(dataDir, { id, aside, phase: 'out' }, step);
      moveOut(dataDir, aside, step);
      putNote(dataDir, { id, aside, phase: 'in' }, step);
    } catch (error) {
      if (readNote(dataDir)?.phase !== 'in') {
        moveBack(dataDir, id, aside);
        throw backupErrorOf(error);
      }
    }
    moveIn(dataDir, id, step);
    return join(dataDir, aside);
  });
}

/** Finishes a restore that was cut off in the middle; to be called before anything of the data folder is opened. */
export function settleRestore(dataDir: string, step: Step = quiet): void {
  if (!existsSync(noteFile(dataDir))) return;
  locked(lockFile(dataDir), () => {
    const found = readNote(dataDir);
    if (!found) return;
    if (found.phase === 'out') {
      moveOut(dataDir, found.aside, step);
      putNote(dataDir, { ...found, phase: 'in' }, step);
    }
    moveIn(dataDir, found.id, step);
  });
}

/** Folders with data from before a restore, the newest first. */
export function keptAside(dataDir: string): string[] {
  return readdirSync(dataDir)
    .filter((name) => asidePattern.test(name))
    .toSorted()
    .reverse()
    .map((name) => join(dataDir, name));
}

function moveOut(dataDir: string, aside: string, step: Step): void {
  const to = join(dataDir, aside);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of filesToMove(dataDir)) {
    step(`out ${name}`);
    renameSync(join(dataDir, name), join(to, name));
  }
  settleFolder(to);
  settleFolder(dataDir);
}

function moveIn(dataDir: string, id: string, step: Step): void {
  const from = stagedFolder(dataDir, id);
  for (const name of existsSync(from) ? filesToMove(from) : []) {
    step(`in ${name}`);
    renameSync(join(from, name), join(dataDir, name));
  }
  settleFolder(dataDir);
  step('settled');
  rmSync(noteFile(dataDir));
  settleFolder(dataDir);
  rmSync(from, { recursive: true, force: true });
}

/** While the note says `out`: a kill in here has the next start go on with the restore instead. */
function moveBack(dataDir: string, id: string, aside: string): void {
  const from = join(dataDir, aside);
  for (const name of existsSync(from) ? readdirSync(from) : [])
    renameSync(join(from, name), join(dataDir, name));
  settleFolder(dataDir);
  rmSync(noteFile(dataDir), { force: true });
  for (const left of [from, stagedFolder(dataDir, id)]) rmSync(left, { recursive: true, force: true });
}

function putNote(dataDir: string, next: Note, step: Step): void {
  const draft = join(dataDir, '.restore.tmp');
  step(`note ${next.phase}`);
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, JSON.stringify(next));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, noteFile(dataDir));
  settleFolder(dataDir);
}

/** The note is put there whole, so one that cannot be read was not written by a hub. */
function readNote(dataDir: string): Note | undefined {
  const file = noteFile(dataDir);
  return existsSync(file) ? note.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

function noteFile(dataDir: string): string {
  return join(dataDir, restoreNote());
}

function lockFile(dataDir: string): string {
  return join(dataDir, '.lock');
}
