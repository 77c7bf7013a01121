import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { derivation } from './keys.ts';
import { keep } from './rotate.ts';

export const settingsFile = 'backup.json';

/** How a hub backs itself up: in a file beside its databases, for it is about this computer. */
export const backupSettings = z.object({
  on: z.boolean(),
  /** When it was last switched on. */
  since: z.string().optional(),
  /** Wall-clock time of the practice, each day. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Absent: `backups` in the data folder. */
  folder: z.string().optional(),
  keep,
  warn_after_days: z.int().min(1).max(365),
  /** The passphrase's key, sealed under the hub's own; the passphrase is stored nowhere. */
  key: z.object({ sealed: z.string(), derivation }).optional(),
});
export type BackupSettings = z.output<typeof backupSettings>;

export const usualSettings: BackupSettings = {
  on: false,
  at: '03:00',
  keep: { daily: 7, weekly: 4, monthly: 12 },
  warn_after_days: 3,
};

export function readSettings(dataDir: string): BackupSettings {
  const file = join(dataDir, settingsFile);
  if (!existsSync(file)) return usualSettings;
  return backupSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
}
