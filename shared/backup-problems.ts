/** Why a backup could not be made, read or put back, for whoever can mend it. */
export const backupProblems = [
  'wrong_passphrase',
  'not_a_backup',
  'damaged',
  'newer',
  'full',
  'not_allowed',
  'gone',
  'busy',
  'failed',
] as const;
export type BackupProblem = (typeof backupProblems)[number];
