import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What the folder holds besides what others put into it. */
const own = /^(index\.html|(day|week)-\d{4}-\d\d-\d\d\.(html|csv))$/;
const unfinished = /^\.dunebook-[\w-]+\.tmp$/;

/**
 * Puts a file into a folder whole: who reads it sees the old one or the new one, also when the power goes. Rejects where
 * the disk is full or the folder is gone; the old file then stands.
 */
export async function putWhole(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.dunebook-${randomUUID()}.tmp`);
  let file: FileHandle | undefined;
  try {
    file = await open(draft, 'wx', 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    file = undefined;
    await rename(draft, join(folder, name));
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Makes the folder where it is not there; other people of this computer may not look into it. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Removes the sheets that are not among `keep`, and what an interrupted run left; all else in the folder stays. */
export async function removeOthers(folder: string, keep: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (unfinished.test(name) || (own.test(name) && !keep.has(name)))
      await rm(join(folder, name), { force: true });
}

/** Why files could not be written: the disk is full; the folder may not be written; it is gone; anything else. */
export type PaperProblem = 'full' | 'not_allowed' | 'gone' | 'failed';

/** What an error of the file system means for whoever can mend it. */
export function problemOf(error: unknown): PaperProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not_allowed';
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EEXIST' ? 'gone' : 'failed';
}
