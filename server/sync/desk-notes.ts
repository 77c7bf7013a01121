import { minutes, parseInstant } from '../../shared/time/instants.ts';
import type { WireIntent } from '../../shared/wire/intents.ts';
import type { Call } from '../api/route.ts';

/** What a desk says of itself. */
interface Said {
  readonly program?: string | undefined;
  readonly waiting?: number | undefined;
  /** What it hands over: its clock cannot be right where something of it was done later than now. */
  readonly intents?: readonly Pick<WireIntent, 'issued_at'>[];
}

/** So far ahead a clock may be before anybody is told (milliseconds). */
const tolerated = minutes(2);

/** Notes it, so that whoever looks at the list of desks sees where something waits, or a clock is wrong (rule S9). */
export function noteDesk({ hub, caller }: Call, { program, waiting, intents = [] }: Said): void {
  const said = {
    ...(program !== undefined && { program }),
    ...(waiting !== undefined && { waiting }),
    ...(intents.length > 0 && { clock_ahead: aheadOf(hub.clock(), intents) }),
  };
  if (caller.kind !== 'device' || Object.keys(said).length === 0) return;
  const { mode, tenant, actor } = caller;
  // It is the desk that says it, whoever is signed in there.
  const use = { mode, tenant, of: 'devices' as const, id: actor.desk?.id ?? actor.id };
  hub.uses.note({ ...use, notes: said }, hub.clock());
}

/** Seconds; null takes away what was noted before. What was done long ago tells nothing of a clock that is behind. */
function aheadOf(now: number, intents: NonNullable<Said['intents']>): number | null {
  const ahead = Math.max(...intents.map(({ issued_at }) => parseInstant(issued_at))) - now;
  return ahead > tolerated ? Math.round(ahead / 1000) : null;
}
