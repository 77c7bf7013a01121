import type { BackupProblem } from '../../shared/backup-problems.ts';

const sentences: Readonly<Record<BackupProblem, string>> = {
  wrong_passphrase: 'This is not the passphrase of this backup',
  not_a_backup: 'This file is no backup of Dunebook',
  damaged: 'This backup is damaged: it was changed or cut off after it was made',
  newer: 'This backup was made by a newer version of Dunebook; update this one first',
  full: 'The disk is full',
  not_allowed: 'Dunebook may not write there, or not read it',
  gone: 'The file or folder is not there; is its drive connected?',
  busy: 'The data was in use for too long; try again',
  failed: 'Something went wrong with the files',
};

/** A problem as a throwable. */
export class BackupError extends Error {
  readonly problem: BackupProblem;

  constructor(problem: BackupProblem, cause?: unknown) {
    super(sentences[problem], { cause });
    this.name = 'BackupError';
    this.problem = problem;
  }
}

/** What any error means here. */
export function backupErrorOf(error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new BackupError(problemOf(code), error);
}

function problemOf(code: string): BackupProblem {
  if (['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'].includes(code)) return 'full';
  if (['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_PERM'].includes(code)) return 'not_allowed';
  if (['ENOENT', 'ENOTDIR', 'EISDIR', 'SQLITE_CANTOPEN'].includes(code)) return 'gone';
  return code.startsWith('SQLITE_BUSY') || code === 'EBUSY' ? 'busy' : 'failed';
}
