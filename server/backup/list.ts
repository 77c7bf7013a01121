import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupHeader, readHeader } from './header.ts';
import { type Keep, superfluous } from './rotate.ts';

export const extension = '.dunebook-backup';

/** A backup in a folder. */
export interface Listed {
  readonly header: BackupHeader;
  readonly file: string;
  readonly bytes: number;
}

/** `dunebook-20261121T030000Z-….dunebook-backup`: sorted by name is sorted by time. */
export function fileName({ made_at, id }: BackupHeader): string {
  return `dunebook-${made_at.replace(/[-:]|\.\d+/g, '')}-${id.slice(-6)}${extension}`;
}

/** A name for one that is being written; what it begins with says by which hub. */
export function draftName(origin: string, unique: string): string {
  return `${draftsOf(origin)}${unique}.tmp`;
}

function draftsOf(origin: string): string {
  return `.dunebook-${origin.slice(0, 12)}-`;
}

/** The backups of a folder that come of one hub, the newest first. Files that are none, or of another, are left alone. */
export async function listBackups(folder: string, origin: string): Promise<Listed[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(extension));
  const all = await Promise.all(names.map((name) => listed(join(folder, name))));
  return all
    .filter((one) => one !== undefined)
    .filter(({ header }) => header.origin === origin)
    .toSorted((a, b) => b.header.made_at.localeCompare(a.header.made_at));
}

async function listed(file: string): Promise<Listed | undefined> {
  try {
    const found = await stat(file);
    // To open a pipe would be to wait for whoever writes into it.
    return found.isFile() ? { header: await readHeader(file), file, bytes: found.size } : undefined;
  } catch {
    // No backup that anybody could read.
    return undefined;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Removes the backups of one hub that its owner does not keep, and drafts that were cut off. Answers the files removed. */
export async function rotate(folder: string, origin: string, keep: Keep, zone: string): Promise<string[]> {
  const gone = superfluous(await listBackups(folder, origin), keep, zone).map(({ file }) => file);
  const drafts = (await namesIn(folder))
    .filter((name) => name.startsWith(draftsOf(origin)))
    .map((name) => join(folder, name));
  for (const file of [...gone, ...drafts]) await rm(file, { force: true });
  return gone;
}
