import * as z from 'zod';
import { dayOfDate } from '../../shared/time/calendar.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import type { BackupHeader } from './header.ts';

/** How many backups are kept: the last of so many days, weeks and months that have one. */
export const keep = z.strictObject({
  daily: z.int().min(1).max(366),
  weekly: z.int().min(0).max(260),
  monthly: z.int().min(0).max(240),
});
export type Keep = z.output<typeof keep>;

/**
 * Those that are the last of no day, week or month that is kept. The newest always is.
 * @param backups the newest first
 */
export function superfluous<T extends { readonly header: Pick<BackupHeader, 'made_at'> }>(
  backups: readonly T[],
  { daily, weekly, monthly }: Keep,
  zone: string,
): T[] {
  const kept = new Set<T>();
  const periods: readonly [number, (date: string) => string][] = [
    [daily, (date) => date],
    // Weeks from Monday on: the first day of all was a Thursday.
    [weekly, (date) => String(Math.floor((dayOfDate(date) + 3) / 7))],
    [monthly, (date) => date.slice(0, 7)],
  ];
  for (const [count, periodOf] of periods) {
    const seen = new Set<string>();
    for (const backup of backups) {
      const period = periodOf(localDate(zone, parseInstant(backup.header.made_at)));
      if (seen.has(period)) continue;
      if (seen.size >= count) break;
      seen.add(period);
      kept.add(backup);
    }
  }
  return backups.filter((backup) => !kept.has(backup));
}
