import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { renewEpoch } from '../store/epoch.ts';
import { schemaOf } from '../store/sqlite-check.ts';
import { isDatabase, settleFile, settleFolder } from './folder-files.ts';
import { ledgerBeside, ledgerName } from './ledger.ts';
import type { Check } from './make.ts';
import { type Sink, unpack } from './pack.ts';
import { BackupError, backupErrorOf } from './problem.ts';
import type { Step } from './step.ts';

export interface Staging {
  readonly dataDir: string;
  /** The backup. */
  readonly file: string;
  /** The passphrase's. */
  readonly key: Uint8Array;
  /** Names the folder: `.restore-<id>` in the data folder. */
  readonly id: string;
}

export function stagedFolder(dataDir: string, id: string): string {
  return join(dataDir, `.restore-${id}`);
}

/** What every data folder has. */
const needed = ['hub.key', 'live.sqlite', 'test.sqlite'];

/**
 * Unpacks a backup beside the data that is in use, which goes on as if nothing were: reads it to its end, opens its databases
 * and has them looked through, gives them an epoch of their own (rule S7), and adds to its ledger of erasures those that this
 * computer and the backups' folder know of (rule P4). What stands then is a whole data folder.
 * @throws BackupError and leaves nothing behind
 */
export async function stageRestore({ dataDir, file, key, id }: Staging, check: Check, step: Step) {
  const folder = stagedFolder(dataDir, id);
  const files = filesIn(folder);
  try {
    step('open');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const names = unpack(file, key, files, step);
    if (!needed.every((name) => names.includes(name))) throw new BackupError('damaged');
    const schema = schemaOf(join(folder, 'live.sqlite'));
    if (schema.is > schema.known) throw new BackupError('newer');
    step('check');
    const broken = await check(folder, names.filter(isDatabase));
    if (broken !== undefined) throw new BackupError('damaged', new Error(`${broken} is not whole`));
    step('epoch');
    for (const name of ['live.sqlite', 'test.sqlite']) renewEpoch(join(folder, name), randomUUID);
    step('ledger');
    mergeLedgers(join(folder, ledgerName), [join(dataDir, ledgerName), ledgerBeside(dirname(file))]);
    settleFolder(folder);
    step('staged');
  } catch (error) {
    files.giveUp();
    rmSync(folder, { recursive: true, force: true });
    throw backupErrorOf(error);
  }
}

function filesIn(folder: string): Sink & { giveUp(): void } {
  let open = -1;
  return {
    begin(name) {
      open = openSync(join(folder, name), 'wx', 0o600);
    },
    data(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at);
    },
    end() {
      fsyncSync(open);
      closeSync(open);
      open = -1;
    },
    // What is still open of a file that could not be written to its end.
    giveUp() {
      if (open >= 0) closeSync(open);
    },
  };
}

function mergeLedgers(ledger: string, others: readonly string[]): void {
  const lines = [ledger, ...others]
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '');
  if (lines.length === 0) return;
  writeFileSync(ledger, `${[...new Set(lines)].join('\n')}\n`, { mode: 0o600 });
  settleFile(ledger);
}
