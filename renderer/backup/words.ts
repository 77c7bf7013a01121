import { t } from '@lingui/core/macro';
import * as z from 'zod';
import type { BackupProblem } from '../../shared/backup-problems.ts';
import type { Refusal } from '../../shared/errors.ts';
import { refusalWords } from '../ui/words.ts';
import { type BackupState, backupProblem } from './wire.ts';

/** What stands in the way of a backup, and what somebody can do about it. */
export function backupProblemWords(problem: BackupProblem): string {
  switch (problem) {
    case 'wrong_passphrase':
      return t`This is not the passphrase of this backup.`;
    case 'not_a_backup':
      return t`This file is not a backup of Dunebook.`;
    case 'damaged':
      return t`This backup is damaged: it was changed or cut off after it was made. Nothing was changed; use another one.`;
    case 'newer':
      return t`This backup was made by a newer Dunebook. Update this one first.`;
    case 'full':
      return t`The disk is full. Nothing is half-written; make room, and it is tried again by itself.`;
    case 'not_allowed':
      return t`Dunebook may not use this file or folder. Allow it, or choose another one.`;
    case 'gone':
      return t`The file or folder is not there. Is its drive connected?`;
    case 'busy':
      return t`Another backup or restore is at work. Try again when it is done.`;
    case 'failed':
      return t`It did not work. Nothing was changed; Dunebook goes on trying.`;
  }
}

/** What is being done right now. */
export function runningWords({ task, step }: NonNullable<BackupState['running']>): string {
  if (step === 'switching') return t`Starting again on the backup…`;
  if (task === 'restore') return step === 'checking' ? t`Checking what was read…` : t`Reading the backup…`;
  if (step === 'copying') return t`Copying, while everybody goes on working…`;
  if (step === 'writing') return t`Writing, encrypted…`;
  return t`Reading it again to be sure…`;
}

const reason = z.object({ reason: backupProblem });

/** Why the hub did not do it. */
export function backupRefusalWords(refusal: Refusal): string {
  const { details } = refusal;
  if (details && 'reason' in details) {
    if (details.reason === 'other_computer')
      return t`The folder can only be chosen on the hub’s computer itself.`;
    const known = reason.safeParse(details).data;
    if (known) return backupProblemWords(known.reason);
  }
  if (refusal.code === 'forbidden') return t`Only the owner may do this.`;
  return refusalWords(refusal);
}
