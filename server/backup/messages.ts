import type { BackupProblem } from '../../shared/backup-problems.ts';
import type { Made, Making } from './make.ts';
import type { Staging } from './stage.ts';

/** What a thread is started for. */
export type BackupTask =
  | { readonly type: 'make'; readonly making: Making }
  | { readonly type: 'stage'; readonly staging: Staging }
  | { readonly type: 'check'; readonly folder: string; readonly names: readonly string[] };

/** What it says; all but a step is its last word. */
export type FromBackupThread =
  | { readonly type: 'step'; readonly what: string; readonly done?: number }
  | { readonly type: 'made'; readonly made: Made }
  | { readonly type: 'staged' }
  | { readonly type: 'checked'; readonly broken?: string }
  | { readonly type: 'failed'; readonly problem: BackupProblem; readonly why: string };
