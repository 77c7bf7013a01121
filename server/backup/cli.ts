import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { formatInstant } from '../../shared/time/instants.ts';
import type { Config } from '../config.ts';
import type { HubContext } from '../context.ts';
import { createContext } from '../context.ts';
import { reapplyLedger } from '../customers/reapply.ts';
import { runningOn } from '../folder.ts';
import { sweep } from './folder-files.ts';
import { readHeader } from './header.ts';
import { stageInThread } from './in-thread.ts';
import { checkOf, keyOf } from './keys.ts';
import { BackupError, backupErrorOf } from './problem.ts';
import { stagedFolder } from './stage.ts';
import { settleRestore, switchData } from './switch.ts';

/** The variable of the environment that says the passphrase where nobody can be asked. */
const variable = 'DUNEBOOK_PASSPHRASE';

type Print = (line: string) => void;

/** `hub backup [--to DIR]`: makes one now, beside a hub that may be running. */
export async function backUp(hub: HubContext, to: string | undefined, print: Print): Promise<void> {
  const isSet = hub.backups.settings().key !== undefined;
  const made =
    to === undefined && isSet
      ? await hub.backups.make()
      : await hub.backups.make({
          folder: to === undefined ? hub.backups.folder() : resolve(to),
          passphrase: await newPassphrase(),
        });
  print(`${made.file} (${megabytes(made.bytes)}), read again and found whole`);
}

/** `hub backups list`. */
export async function listThem(hub: HubContext, print: Print): Promise<void> {
  const all = await hub.backups.list();
  for (const { header, file, bytes } of all)
    print(`${header.made_at}  ${megabytes(bytes)}  ${basename(file)}`);
  print(all.length === 0 ? `There is none in ${hub.backups.folder()}` : `in ${hub.backups.folder()}`);
}

/** `hub restore FILE`: puts a backup in the place of what is in the data folder, which is kept. No hub may run on it. */
export async function putBack(config: Config, file: string, print: Print): Promise<void> {
  const { dataDir } = config;
  const running = runningOn(dataDir);
  if (running)
    throw new Error(
      `A hub runs on ${dataDir} (${running.url}): stop it first, or put the backup back on its Data page`,
    );
  const header = await readHeader(file).catch((error) => {
    throw backupErrorOf(error);
  });
  const key = await keyOf(await knownPassphrase(), header.derivation);
  if (checkOf(key, header.nonce) !== header.check) throw new BackupError('wrong_passphrase');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  settleRestore(dataDir);
  sweep(dataDir);
  const id = randomUUID();
  print(`Reading the backup of ${header.made_at}`);
  await stageInThread(
    { dataDir, file: resolve(file), key, id },
    () => undefined,
    new AbortController().signal,
  );
  print(`It is whole: ${stagedFolder(dataDir, id)} takes the place of the data`);
  const aside = switchData(dataDir, id, formatInstant(Date.now()));
  const hub = createContext(config);
  try {
    await reapplyLedger(hub);
  } finally {
    await hub.close();
  }
  print(`${dataDir} is as of ${header.made_at}. What was there before is kept in ${aside}`);
}

async function newPassphrase(): Promise<string> {
  const passphrase = await knownPassphrase();
  if (passphrase.length < 8) throw new Error('A passphrase has 8 characters or more');
  if (process.env[variable] === undefined && (await hidden('Once more: ')) !== passphrase)
    throw new Error('The two passphrases differ');
  return passphrase;
}

async function knownPassphrase(): Promise<string> {
  const said = process.env[variable];
  if (said !== undefined) return said;
  if (!process.stdin.isTTY) throw new Error(`Set ${variable} to the backup’s passphrase`);
  return hidden('Passphrase of the backup: ');
}

/** Asks without showing what is typed. */
async function hidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const answer = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return answer;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
