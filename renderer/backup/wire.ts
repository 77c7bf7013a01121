import * as z from 'zod';
import { backupProblems } from '../../shared/backup-problems.ts';

/** What the hub answers about backups, as far as the screens show it. */

/** A newer hub may know problems that this desk does not. */
export const backupProblem = z.enum(backupProblems).catch('failed');

export const backupState = z.object({
  on: z.boolean(),
  last_at: z.string().optional(),
  problem: backupProblem.optional(),
  overdue: z.boolean(),
  running: z
    .object({ task: z.enum(['backup', 'restore']), step: z.string(), percent: z.number() })
    .optional(),
});
export type BackupState = z.output<typeof backupState>;

export const backup = z.object({ id: z.string(), made_at: z.string(), bytes: z.number(), file: z.string() });
export type Backup = z.output<typeof backup>;

export const backups = z.object({ data: z.array(backup), state: backupState });

export const backupSettings = z.object({
  on: z.boolean(),
  at: z.string(),
  folder: z.string(),
  keep: z.object({ daily: z.number(), weekly: z.number(), monthly: z.number() }),
  warn_after_days: z.number(),
  has_passphrase: z.boolean(),
});
export type BackupSettings = z.output<typeof backupSettings>;
