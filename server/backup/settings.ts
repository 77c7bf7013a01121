import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { formatInstant } from '../../shared/time/instants.ts';
import { derivation } from './keys.ts';
import { type Keep, keep } from './rotate.ts';

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

/** What an owner may change; what is absent stays. */
export interface Change {
  readonly on?: boolean | undefined;
  readonly at?: string | undefined;
  /** Absolute, on this computer; empty: back to the usual one. */
  readonly folder?: string | undefined;
  readonly keep?: Keep | undefined;
  readonly warn_after_days?: number | undefined;
  readonly passphrase?: string | undefined;
}

/** The settings after a change, but for its passphrase. @param now milliseconds */
export function changed(
  settings: BackupSettings,
  { folder: chosen, ...rest }: Omit<Change, 'passphrase'>,
  now: number,
): BackupSettings {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const { folder: before, ...others } = settings;
  const place = chosen === undefined ? before : chosen === '' ? undefined : resolve(chosen);
  return {
    ...others,
    ...given,
    ...(place !== undefined && { folder: place }),
    ...(rest.on && !settings.on && { since: formatInstant(now) }),
  };
}

export function readSettings(dataDir: string): BackupSettings {
  const file = join(dataDir, settingsFile);
  if (!existsSync(file)) return usualSettings;
  return backupSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
}
