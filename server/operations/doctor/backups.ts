import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dayLength, parseInstant } from '../../../shared/time/instants.ts';
import { originOf } from '../../backup/keys.ts';
import { listBackups } from '../../backup/list.ts';
import { type BackupSettings, readSettings } from '../../backup/settings.ts';
import { type Finding, lengthText } from '../finding.ts';
import type { Patient } from './patient.ts';

const check = 'backups';

/** Whether there is a backup that is young enough, where the disk of the data cannot take it along. */
export async function backupFinding({ config: { dataDir }, now }: Patient): Promise<Finding> {
  const settings = settingsIn(dataDir);
  if (settings === undefined)
    return {
      check,
      state: 'fail',
      said: 'What was set for backups (backup.json) cannot be read',
      todo: 'Take that file away, and set backups anew on the Data page',
    };
  const folder = resolve(settings.folder ?? join(dataDir, 'backups'));
  const newest = await newestIn(folder, join(dataDir, 'hub.key'));
  const age = newest === undefined ? Number.POSITIVE_INFINITY : now - newest;
  const said =
    newest === undefined
      ? `There is none in ${folder}`
      : `The newest is ${lengthText(age)} old, in ${folder}`;
  if (age > settings.warn_after_days * dayLength)
    return { check, state: 'warn', said, todo: todoOf(settings) };
  if (!settings.on)
    return { check, state: 'warn', said: `${said}; none are made by themselves`, todo: todoOf(settings) };
  if (onOneDisk(folder, dataDir))
    return {
      check,
      state: 'warn',
      said: `${said}, on the same disk as the data`,
      todo: 'Choose a folder on another disk, or copy backups elsewhere: a lost disk takes both',
    };
  return { check, state: 'ok', said };
}

function todoOf({ on }: BackupSettings): string {
  return on
    ? 'See on the Data page why none was made, or make one now: npm run hub -- backup'
    : 'Switch daily backups on, on the Data page';
}

function settingsIn(dataDir: string): BackupSettings | undefined {
  try {
    return readSettings(dataDir);
  } catch {
    return undefined;
  }
}

/** When the newest backup of this hub was made (milliseconds since the epoch). */
async function newestIn(folder: string, keyFile: string): Promise<number | undefined> {
  if (!existsSync(keyFile)) return undefined;
  const [newest] = await listBackups(folder, originOf(readFileSync(keyFile)));
  return newest && parseInstant(newest.header.made_at);
}

function onOneDisk(folder: string, dataDir: string): boolean {
  return existsSync(folder) && statSync(folder).dev === statSync(dataDir).dev;
}
