import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { BackupError, backupErrorOf } from './problem.ts';

/** Says that a folder outside the data folder is the one that was chosen: a drive that is not connected has it not. */
const chosenMark = '.dunebook-backups';

/**
 * Makes a folder on this computer the one where backups are put, and marks it.
 * @throws BackupError where it cannot be made or written
 */
export async function chooseFolder(folder: string): Promise<void> {
  try {
    if (!isAbsolute(folder) || !existsSync(dirname(folder))) throw new BackupError('gone');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, chosenMark), 'Backups of Dunebook are put here.\n');
  } catch (error) {
    throw backupErrorOf(error);
  }
}

/**
 * Sees to it that the folder is there: the usual one is made.
 * @param isChosen it is one that somebody chose
 * @throws BackupError `gone` where a chosen one is not there
 */
export async function expectFolder(folder: string, isChosen: boolean): Promise<void> {
  if (!isChosen) await mkdir(folder, { recursive: true, mode: 0o700 });
  else if (!existsSync(join(folder, chosenMark))) throw new BackupError('gone');
}
