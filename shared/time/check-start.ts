import { allocate } from './allocate.ts';
import { preferenceOf } from './any-staff.ts';
import type {
  Allocation,
  AvailabilityQuestion,
  CandidateResource,
  Conflict,
  Need,
  Override,
  StartCheck,
} from './availability-types.ts';
import { allocationsOf, candidatesFor, unitsOf } from './candidates.ts';
import { isAligned, resourceConflicts, serviceConflicts, tidy } from './conflicts.ts';
import { minutes } from './instants.ts';
import type { Interval } from './interval.ts';

/**
 * Whether the service can start at an instant, and with whom; otherwise every reason why not, in a stable order.
 * Written point by point where `findSlots` works on ranges: the two agree (rule A1), and tests hold them to it.
 *
 * With one `main_resource_ids` the conflicts are its own; otherwise any candidate will do, and where none does
 * the conflicts of all of them name their `resource_id`.
 * @param start Milliseconds since the epoch.
 * @param override Rules to set aside (rule A8). Resources that need none set aside are preferred.
 * @throws RangeError for a question that means nothing (rule T8).
 */
export function checkStart(
  question: AvailabilityQuestion,
  start: number,
  override: ReadonlySet<Override> = new Set(),
): StartCheck {
  const { first, others } = unitsOf(question);
  const inquiry = { question, others, override };
  const mains = mainsOf(question, first, start).map((resource) =>
    assessMain(inquiry, resource, first, start),
  );
  const free = mains.filter((main) => main.standing.length === 0);
  const bookable = free.filter((main) => !main.misaligned).sort(cleanFirst);
  const found = firstWithOthers(inquiry, bookable, false) ?? firstWithOthers(inquiry, bookable, true);
  if (found !== undefined) {
    const { main, others: rest } = found;
    const allocations = [{ role: first.role, resource_id: main.resource.id }, ...rest];
    return { ok: true, end: main.visit.end, allocations };
  }
  // Whoever is free is kept from it by the other needs alone: what the rest are doing is beside the point.
  const reasons = free.length > 0 ? free : mains;
  const withinHours = reasons.filter((main) => main.withinHours);
  return {
    ok: false,
    conflicts: reasons.length === 0 ? [{ type: 'skill_missing' }] : tidy(explain(inquiry, reasons)),
    misaligned: withinHours.length > 0 && withinHours.every((main) => main.misaligned),
  };
}

interface Inquiry {
  readonly question: AvailabilityQuestion;
  /** One entry per unit besides the main resource. */
  readonly others: readonly Need[];
  readonly override: ReadonlySet<Override>;
}

interface Assessed {
  readonly resource: CandidateResource;
  /** Conflicts that no override sets aside. */
  readonly standing: readonly Conflict[];
  /** Whether there was nothing to set aside either. */
  readonly clean: boolean;
}

interface Main extends Assessed {
  readonly visit: Interval;
  readonly withinHours: boolean;
  readonly misaligned: boolean;
}

/** Those asked for, even if they do not fit, or else all that fit; best first. */
function mainsOf(question: AvailabilityQuestion, need: Need, start: number): CandidateResource[] {
  const asked = question.main_resource_ids;
  const mains =
    asked === undefined
      ? candidatesFor(need, question.resources)
      : question.resources.filter(({ id }) => asked.includes(id));
  return mains.sort(preferenceOf(question).at(start));
}

function assessMain(inquiry: Inquiry, resource: CandidateResource, need: Need, start: number): Main {
  const { question, override } = inquiry;
  const visit = { start, end: start + minutes(resource.duration) };
  const own = resourceConflicts(question, resource, need, visit);
  const ofService = serviceConflicts(question, visit);
  const isTheOneAsked = question.main_resource_ids?.length === 1;
  const all = [...(isTheOneAsked ? own : naming(resource, own)), ...ofService];
  const withinHours = !all.some(({ type }) => type === 'outside_working_hours');
  const aligned =
    override.has('slot_step') ||
    override.has('outside_working_hours') ||
    !withinHours ||
    isAligned(question, resource, start);
  return { visit, withinHours, misaligned: !aligned, ...judged(resource, all, override) };
}

function judged(
  resource: CandidateResource,
  conflicts: readonly Conflict[],
  override: ReadonlySet<Override>,
): Assessed {
  const standing = conflicts.filter(({ type }) => !isSetAside(type, override));
  return { resource, standing, clean: conflicts.length === 0 };
}

function isSetAside(type: Conflict['type'], override: ReadonlySet<Override>): boolean {
  switch (type) {
    case 'held':
      return override.has('existing_booking');
    case 'resource_offline':
    case 'skill_missing':
    case 'capacity_full':
      return false;
    default:
      return override.has(type);
  }
}

/** The first main resource with whom every other need can be filled, at need by setting rules aside. */
function firstWithOthers(
  inquiry: Inquiry,
  mains: readonly Main[],
  setAside: boolean,
): { main: Main; others: Allocation[] } | undefined {
  for (const main of mains) {
    const units = assessOthers(inquiry, main).map((candidates) =>
      candidates
        .filter(({ standing, clean }) => (setAside ? standing.length === 0 : clean))
        .sort(cleanFirst)
        .map(({ resource }) => resource),
    );
    const chosen = allocate(units);
    if (chosen !== undefined) return { main, others: allocationsOf(inquiry.others, chosen) };
  }
  return undefined;
}

/** For each unit besides the main resource, all that fit it, best first. */
function assessOthers({ question, others, override }: Inquiry, main: Main): Assessed[][] {
  return others.map((need) =>
    candidatesFor(need, question.resources)
      .filter((resource) => resource !== main.resource)
      .map((resource) => {
        const conflicts = naming(resource, resourceConflicts(question, resource, need, main.visit));
        return judged(resource, conflicts, override);
      }),
  );
}

function explain(inquiry: Inquiry, mains: readonly Main[]): Conflict[] {
  return mains.flatMap((main) => [...main.standing, ...explainOthers(inquiry, main)]);
}

/** Why the other needs cannot be filled next to a main resource; empty where they can. */
function explainOthers(inquiry: Inquiry, main: Main): Conflict[] {
  const units = assessOthers(inquiry, main);
  const free = units.map((unit) => unit.filter(({ standing }) => standing.length === 0));
  if (allocate(free.map((unit) => unit.map(({ resource }) => resource))) !== undefined) return [];
  const wanted = (index: number) => inquiry.others.filter((need) => need === inquiry.others[index]).length;
  const tooFew = units.some((unit, index) => unit.length < wanted(index));
  const short = units.filter((_, index) => (free[index]?.length ?? 0) < wanted(index));
  // Where each need alone could be filled, they compete for the same resources: every need is short.
  const conflicts = (short.length > 0 ? short : units).flat().flatMap(({ standing }) => standing);
  if (tooFew) return [...conflicts, { type: 'skill_missing' }];
  return conflicts.length > 0 ? conflicts : [{ type: 'capacity_full' }];
}

function naming(resource: CandidateResource, conflicts: readonly Conflict[]): Conflict[] {
  return conflicts.map((conflict) => ({ ...conflict, resource_id: resource.id }));
}

function cleanFirst(a: Assessed, b: Assessed): number {
  return Number(b.clean) - Number(a.clean);
}
