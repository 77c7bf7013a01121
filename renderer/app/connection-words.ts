import type { Connection } from '../data/index.ts';
import { lengthWords } from './format.ts';

/** How the desk stands to the hub, said quietly. */
export interface ConnectionWords {
  readonly short: string;
  readonly long: string;
  readonly tone: 'good' | 'quiet' | 'warn';
}

/** Minutes by which a computer's clock may be off before anybody needs to know. */
const clockTolerance = 5;

export function connectionWords({ state, waiting, filled }: Connection): ConnectionWords {
  const changes = waiting === 1 ? '1 change' : `${waiting} changes`;
  switch (state) {
    case 'online':
      if (!filled)
        return { short: 'Fetching the practice…', long: 'The first days are here soonest.', tone: 'quiet' };
      if (waiting > 0)
        return { short: `Hub here, sending ${changes}`, long: 'They are saved here already.', tone: 'good' };
      return { short: 'Hub here', long: 'Everything is saved at the hub.', tone: 'good' };
    case 'connecting':
      return {
        short: waiting > 0 ? `Looking for the hub, ${changes} waiting` : 'Looking for the hub…',
        long: 'You can go on working.',
        tone: 'quiet',
      };
    case 'offline':
      return {
        short: waiting > 0 ? `Offline, ${changes} waiting` : 'Offline',
        long: 'Go on working: everything is saved on this computer and sent when the hub is back.',
        tone: 'warn',
      };
    case 'unpaired':
    case 'revoked':
      return {
        short: 'Not let in',
        long: 'The hub doesn’t know this desk any more. What was done here is kept. Click to let it in again.',
        tone: 'warn',
      };
    case 'update_required':
      return {
        short: 'Update needed',
        long: 'The hub is newer than this desk. Nothing that waits is lost: load the page again.',
        tone: 'warn',
      };
  }
}

/** Says that this computer's clock is wrong (rule S9); undefined where it is right enough. */
export function skewWords(skewMinutes: number): string | undefined {
  const off = Math.round(Math.abs(skewMinutes));
  if (off < clockTolerance) return undefined;
  // Hours and minutes matter up to a few hours; beyond, nobody counts minutes.
  const rounded = off < 120 ? off : Math.round(off / 60) * 60;
  return `Clock ${lengthWords(rounded)} ${skewMinutes > 0 ? 'ahead' : 'behind'}`;
}
