import { randomUUID } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { carryOver, copyDatabases } from '../store/sqlite-copies.ts';
import { dataFiles, isDatabase, settleFolder } from './folder-files.ts';
import type { BackupHeader } from './header.ts';
import { draftName, fileName } from './list.ts';
import { pack } from './pack.ts';
import { BackupError, backupErrorOf } from './problem.ts';
import { expectSame } from './same.ts';
import type { Step } from './step.ts';

export interface Making {
  readonly dataDir: string;
  /** Where the file goes; made where it is not there. */
  readonly folder: string;
  readonly header: BackupHeader;
  /** The passphrase's, which the header is about. */
  readonly key: Uint8Array;
}

export interface Made {
  readonly file: string;
  readonly bytes: number;
}

/** Opens databases of a folder and looks through them; answers the first that is not whole. */
export type Check = (folder: string, names: readonly string[]) => Promise<string | undefined>;

/**
 * Makes a backup of a data folder, whether a hub runs on it or not. It has its name only when what was written has been read
 * again and is, byte for byte, what was copied, and the databases in it have been opened and found whole. Until then it is a
 * draft, which counts for nothing.
 * @throws BackupError and leaves nothing behind, but for a process that is killed: `sweep` and `list` see to that
 */
export async function makeBackup(making: Making, check: Check, step: Step): Promise<Made> {
  const { dataDir, folder, header, key } = making;
  const copies = join(dataDir, `.backup-${randomUUID()}`);
  const draft = join(folder, draftName(header.origin, randomUUID()));
  try {
    step('folder');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(copies, { mode: 0o700 });
    const names = dataFiles(dataDir);
    const databases = names.filter(isDatabase);
    await copyDatabases(dataDir, databases, copies, step);
    for (const name of names) if (!isDatabase(name)) copyFileSync(join(dataDir, name), join(copies, name));
    step('copied');
    // While it was read, the hub's own log could only grow.
    carryOver(dataDir, databases);
    const looking = check(copies, databases);
    // It is waited for below, unless something else fails first.
    looking.catch(() => undefined);
    writeDraft(draft, { from: copies, names, header, key }, step);
    step('read');
    expectSame(draft, key, { folder: copies, names }, step);
    step('check');
    const broken = await looking;
    if (broken !== undefined) throw new BackupError('failed', new Error(`${broken} is not whole`));
    carryOver(dataDir, databases);
    const file = join(folder, fileName(header));
    step('name');
    renameSync(draft, file);
    step('named');
    settleFolder(folder);
    return { file, bytes: statSync(file).size };
  } catch (error) {
    throw backupErrorOf(error);
  } finally {
    for (const left of [copies, draft]) rmSync(left, { recursive: true, force: true });
  }
}

function writeDraft(draft: string, packing: Parameters<typeof pack>[1], step: Step): void {
  step('write');
  const file = openSync(draft, 'wx', 0o600);
  try {
    pack(file, packing, step);
    step('flush');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
