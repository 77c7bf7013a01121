import { minutes, parseInstant } from '../../shared/time/instants.ts';
import type { StreamQuery } from '../../shared/wire/stream.ts';
import type { Call } from '../api/route.ts';

/** So far a clock may be off before anybody is told (milliseconds). */
const tolerated = minutes(2);

/** Notes what a desk says of itself, so that the list of desks shows where something waits, or a clock is wrong (rule S9). */
export function noteDesk({ hub, caller }: Call, { program, waiting, clock }: StreamQuery): void {
  const said = {
    ...(program !== undefined && { program }),
    ...(waiting !== undefined && { waiting }),
    ...(clock !== undefined && { clock_ahead: aheadOf(hub.clock(), parseInstant(clock)) }),
  };
  if (caller.kind !== 'device' || Object.keys(said).length === 0) return;
  const { mode, tenant, actor } = caller;
  // It is the desk that says it, whoever is signed in there.
  const use = { mode, tenant, of: 'devices' as const, id: actor.desk?.id ?? actor.id };
  hub.uses.note({ ...use, notes: said }, hub.clock());
}

/** Seconds; null takes away what was noted before. */
function aheadOf(now: number, said: number): number | null {
  return Math.abs(said - now) > tolerated ? Math.round((said - now) / 1000) : null;
}
