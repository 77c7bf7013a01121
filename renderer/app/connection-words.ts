import { plural, t } from '@lingui/core/macro';
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

/** @param elsewhere The hub is on another computer. */
export function connectionWords(
  { state, waiting, filled, trouble }: Connection,
  elsewhere = false,
): ConnectionWords {
  switch (state) {
    case 'online':
      if (!filled)
        return { short: t`Fetching the practice…`, long: t`The first days are here soonest.`, tone: 'quiet' };
      if (waiting > 0 && trouble === 'full')
        return {
          short: plural(waiting, {
            one: 'The hub’s disk is full, # change waiting',
            other: 'The hub’s disk is full, # changes waiting',
          }),
          long: t`Go on working: everything is saved on this computer. Make room on the hub’s computer; then it is sent by itself.`,
          tone: 'warn',
        };
      if (waiting > 0)
        return {
          short: plural(waiting, { one: 'Hub here, sending # change', other: 'Hub here, sending # changes' }),
          long: t`They are saved here already.`,
          tone: 'good',
        };
      return {
        short: elsewhere ? t`Hub on the network` : t`Hub here`,
        long: t`Everything is saved at the hub.`,
        tone: 'good',
      };
    case 'connecting':
      return {
        short:
          waiting > 0
            ? plural(waiting, {
                one: 'Looking for the hub, # change waiting',
                other: 'Looking for the hub, # changes waiting',
              })
            : t`Looking for the hub…`,
        long: t`You can go on working.`,
        tone: 'quiet',
      };
    case 'offline':
      return {
        short:
          waiting > 0
            ? plural(waiting, { one: 'Offline, # change waiting', other: 'Offline, # changes waiting' })
            : t`Offline`,
        long: t`Go on working: everything is saved on this computer and sent when the hub is back.`,
        tone: 'warn',
      };
    case 'untrusted':
      return {
        short:
          waiting > 0
            ? plural(waiting, {
                one: 'Not the hub, # change waiting',
                other: 'Not the hub, # changes waiting',
              })
            : t`Not the hub`,
        long: t`Something else answers in the hub’s place: it cannot prove to be the hub, so nothing is sent to it. Everything done here is kept on this computer.`,
        tone: 'warn',
      };
    case 'unpaired':
    case 'revoked':
      return {
        short: t`Not let in`,
        long: t`The hub doesn’t know this desk any more. What was done here is kept. Let it in again with a new invitation.`,
        tone: 'warn',
      };
    case 'update_required':
      return {
        short: t`Update needed`,
        long: t`The hub is newer than this desk. Nothing that waits is lost: load the page again.`,
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
  const length = lengthWords(rounded);
  return skewMinutes > 0 ? t`Clock ${length} ahead` : t`Clock ${length} behind`;
}
