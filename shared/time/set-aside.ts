import { checkStart, findSlots } from './availability.ts';
import type {
  AvailabilityQuestion,
  CandidateResource,
  Override,
  Slot,
  StartCheck,
} from './availability-types.ts';
import { weekdays } from './hours.ts';
import type { Interval } from './interval.ts';

/** A start that staff may book, and what they have to set aside for it. */
export interface StaffSlot extends Slot {
  /** Empty: nothing. */
  readonly override: readonly Override[];
}

/**
 * All starts in `span` that can be booked with the named rules set aside (rule A8), ascending: the free ones as `findSlots`
 * tells them, and between them those that need it. Outside the working hours steps are counted from midnight.
 */
export function findStaffSlots(
  question: AvailabilityQuestion,
  span: Interval,
  override: ReadonlySet<Override>,
): StaffSlot[] {
  const free = new Map(findSlots(question, span).map((slot) => [slot.start, slot]));
  const open = relaxed(question, override);
  const found = new Map(findSlots(open, span).map((slot) => [slot.start, slot]));
  const anyHour = override.has('outside_working_hours') ? findSlots(aroundTheClock(open), span) : [];
  for (const slot of anyHour) {
    if (!found.has(slot.start) && isOutsideHours(question, slot.start)) found.set(slot.start, slot);
  }
  const slots: StaffSlot[] = [];
  for (const start of [...found.keys()].sort((a, b) => a - b)) {
    const strict = free.get(start);
    const slot = strict ? { ...strict, override: [] } : withRulesAside(question, found.get(start), override);
    if (slot) slots.push(slot);
  }
  return slots;
}

/** Of the rules that a caller would set aside, those that had to be. */
export function neededOverrides(strict: StartCheck, overrides: Iterable<Override>): Override[] {
  if (strict.ok) return [];
  return [...new Set(overrides)].filter((rule) => {
    if (rule === 'slot_step') return strict.misaligned;
    return strict.conflicts.some(
      (conflict) => conflict.type === rule || (rule === 'existing_booking' && conflict.type === 'held'),
    );
  });
}

/** The same question for a world in which those rules do not exist; hours stay, as steps are counted from them. */
function relaxed(question: AvailabilityQuestion, override: ReadonlySet<Override>): AvailabilityQuestion {
  return {
    ...question,
    min_notice: override.has('min_notice') ? Number.NEGATIVE_INFINITY : question.min_notice,
    max_horizon: override.has('beyond_horizon') ? undefined : question.max_horizon,
    resources: question.resources.map((resource) => ({
      ...resource,
      claims: override.has('existing_booking') ? [] : resource.claims,
      blocks: resource.blocks.filter(({ kind }) => !override.has(kind)),
    })),
  };
}

const wholeDay = [{ start: '00:00', end: '24:00' }];
const always = { weekly: Object.fromEntries(weekdays.map((day) => [day, wholeDay])), overrides: [] };

function aroundTheClock(question: AvailabilityQuestion): AvailabilityQuestion {
  const resources = question.resources.map(
    (resource): CandidateResource => ({ ...resource, working_hours: resource.working_hours && always }),
  );
  return { ...question, service_hours: undefined, resources };
}

function isOutsideHours(question: AvailabilityQuestion, start: number): boolean {
  const strict = checkStart(question, start);
  return !strict.ok && strict.conflicts.some(({ type }) => type === 'outside_working_hours');
}

/** As booking it would have it: whoever needs the least set aside comes first. */
function withRulesAside(
  question: AvailabilityQuestion,
  slot: Slot | undefined,
  override: ReadonlySet<Override>,
): StaffSlot | undefined {
  if (!slot) return undefined;
  const { start } = slot;
  const check = checkStart(question, start, override);
  const main = check.ok ? check.allocations[0]?.resource_id : undefined;
  if (!check.ok || main === undefined) return undefined;
  return {
    start,
    end: check.end,
    resource_id: main,
    options: slot.options.toSorted((a, b) => Number(b.resource_id === main) - Number(a.resource_id === main)),
    allocations: check.allocations,
    override: neededOverrides(checkStart(question, start), override),
  };
}
