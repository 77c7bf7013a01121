import { Cron } from 'croner';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import type { BackupSettings } from './settings.ts';

/**
 * When the next backup is to be made, milliseconds; infinity: never.
 * @param newest when the newest was made, ISO
 * @param zone the practice's
 */
export function nextAt(settings: BackupSettings, newest: string | undefined, zone: () => string): number {
  // The first one at once: who switches it on wants to see that it works.
  if (newest === undefined) return 0;
  const [hour, minute] = settings.at.split(':').map(Number);
  const daily = new Cron(`${minute} ${hour} * * *`, { timezone: zone(), paused: true });
  return daily.nextRun(new Date(newest))?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** Whether the newest is older than the owner wants to bear. */
export function isOverdue(settings: BackupSettings, newest: string | undefined, now: number): boolean {
  const from = newest ?? settings.since;
  return (
    settings.on &&
    from !== undefined &&
    now - parseInstant(from) > minutes(settings.warn_after_days * 24 * 60)
  );
}
