import type { AvailabilityQuestion, CandidateResource } from './availability-types.ts';
import { dateOfDay } from './calendar.ts';
import { byPriority, counts } from './candidates.ts';
import { localDay, nextStartOfDay } from './zones.ts';

/** How the main resource is chosen among those who are free (rule A5). */
export const anyStaffRules = ['priority', 'least_loaded', 'round_robin'] as const;
export type AnyStaffRule = (typeof anyStaffRules)[number];

/** When a resource was last given a visit of the service, for `round_robin`. */
export interface Turn {
  /** RFC 3339 in UTC: when the newest booking with it was made. */
  readonly at: string;
  /** How many were made in that second. */
  readonly times: number;
}

/** The rule of a service, and what it looks at besides claims. */
export interface AnyStaff {
  readonly rule: AnyStaffRule;
  /** By resource; who is not there had no turn that counts. */
  readonly turns: ReadonlyMap<string, Turn>;
}

type Compare = (a: CandidateResource, b: CandidateResource) => number;

/** The order in which main resources are preferred (rule A5); by `sort_order` and id where the rule sees no difference. */
export interface Preference {
  /** One order for all starts; undefined where it differs from day to day. */
  readonly always: Compare | undefined;
  /** The order at a start in milliseconds. */
  at(start: number): Compare;
}

export function preferenceOf(question: AvailabilityQuestion): Preference {
  const { any_staff } = question;
  if (any_staff?.rule === 'least_loaded') {
    const load = loadsOf(question);
    return {
      always: undefined,
      at: (start) => (a, b) => load(a, start) - load(b, start) || byPriority(a, b),
    };
  }
  const compare = any_staff?.rule === 'round_robin' ? byTurn(any_staff.turns) : byPriority;
  return { always: compare, at: () => compare };
}

/** Why the chosen main resource was preferred to others who were free, in plain words. */
export function reasonFor(question: AvailabilityQuestion, chosen: CandidateResource, start: number): string {
  const { any_staff } = question;
  if (any_staff?.rule === 'least_loaded') {
    const booked = loadsOf(question)(chosen, start) / 60_000;
    const date = dateOfDay(localDay(chosen.timezone, start));
    return `Fewest minutes booked on ${date} of those who were free: ${booked}`;
  }
  if (any_staff?.rule === 'round_robin') {
    const turn = any_staff.turns.get(chosen.id);
    return turn
      ? `Of those who were free, booked for this service longest ago: ${turn.at}`
      : 'Of those who were free, not booked for this service lately';
  }
  return 'First in the practice’s order of those who were free';
}

/** Milliseconds of visits and live holds on the local day of a start; one that reaches over midnight counts in both days. */
function loadsOf(question: AvailabilityQuestion): (resource: CandidateResource, start: number) => number {
  const known = new Map<CandidateResource, ReadonlyMap<number, number>>();
  return (resource, start) => {
    const days = known.get(resource) ?? loadByDay(question, resource);
    known.set(resource, days);
    return days.get(localDay(resource.timezone, start)) ?? 0;
  };
}

function loadByDay(question: AvailabilityQuestion, resource: CandidateResource): Map<number, number> {
  const { timezone } = resource;
  const days = new Map<number, number>();
  for (const claim of resource.claims) {
    if (!counts(claim, question)) continue;
    for (let { start } = claim.core; start < claim.core.end; ) {
      const end = Math.min(claim.core.end, nextStartOfDay(timezone, start));
      const day = localDay(timezone, start);
      days.set(day, (days.get(day) ?? 0) + end - start);
      start = end;
    }
  }
  return days;
}

function byTurn(turns: AnyStaff['turns']): Compare {
  return (a, b) => {
    const [one, other] = [turns.get(a.id), turns.get(b.id)];
    if (one?.at !== other?.at) return (one?.at ?? '') < (other?.at ?? '') ? -1 : 1;
    return (one?.times ?? 0) - (other?.times ?? 0) || byPriority(a, b);
  };
}
