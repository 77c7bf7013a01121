import type { AvailabilityQuestion, CandidateResource, Conflict, Need } from './availability-types.ts';
import { counts, fits } from './candidates.ts';
import type { Claim } from './claim.ts';
import { openTimes } from './free-starts.ts';
import type { WorkingHours } from './hours.ts';
import { minutes } from './instants.ts';
import type { Interval } from './interval.ts';
import { byStart, contains, overlaps } from './intervals.ts';
import { workingDays } from './working-hours.ts';

/** Conflicts are listed in this order, within a type by candidate and then by time. */
const order: readonly Conflict['type'][] = [
  'existing_booking',
  'held',
  'outside_working_hours',
  'time_off',
  'closure',
  'external_busy',
  'resource_offline',
  'skill_missing',
  'min_notice',
  'beyond_horizon',
  'capacity_full',
];

/** In the documented order, without repetitions. */
export function tidy(conflicts: readonly Conflict[]): Conflict[] {
  const distinct = new Map<string, Conflict>();
  for (const conflict of conflicts) {
    const key = `${conflict.type} ${conflict.id ?? ''} ${conflict.resource_id ?? ''}`;
    if (!distinct.has(key)) distinct.set(key, conflict);
  }
  return [...distinct.values()].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

/** What keeps the service from starting then, whoever gives it (rule A8); `visit` in milliseconds. */
export function serviceConflicts(question: AvailabilityQuestion, visit: Interval): Conflict[] {
  const conflicts: Conflict[] = [];
  const hours = question.service_hours;
  if (hours !== undefined && !worksAllOf(hours.hours, hours.timezone, visit)) {
    conflicts.push({ type: 'outside_working_hours' });
  }
  if (visit.start < question.now + minutes(question.min_notice)) conflicts.push({ type: 'min_notice' });
  if (question.max_horizon !== undefined && visit.start > question.now + minutes(question.max_horizon)) {
    conflicts.push({ type: 'beyond_horizon' });
  }
  return conflicts;
}

/** What keeps one resource from filling a need for a visit (rules A2, A3); `visit` in milliseconds. */
export function resourceConflicts(
  question: AvailabilityQuestion,
  resource: CandidateResource,
  need: Need,
  visit: Interval,
): Conflict[] {
  const conflicts: Conflict[] = [];
  const padded = {
    start: visit.start - minutes(question.buffer_before),
    end: visit.end + minutes(question.buffer_after),
  };
  const met = resource.claims.filter(
    (claim) => meets(claim, visit, padded, resource.shared_buffers) && counts(claim, question),
  );
  for (const { kind, owner } of met.sort((a, b) => byStart(a.core, b.core))) {
    conflicts.push({ type: kind === 'hold' ? 'held' : 'existing_booking', id: owner });
  }
  if (resource.working_hours && !worksAllOf(resource.working_hours, resource.timezone, visit)) {
    conflicts.push({ type: 'outside_working_hours' });
  }
  const blocks = resource.blocks.filter((block) => overlaps(block, visit)).sort(byStart);
  for (const { kind, id } of blocks) conflicts.push({ type: kind, id });
  if (!resource.online) conflicts.push({ type: 'resource_offline' });
  if (!fits(resource, need)) conflicts.push({ type: 'skill_missing' });
  return conflicts;
}

/** Rule A2. */
function meets(claim: Claim, visit: Interval, padded: Interval, sharedBuffers: boolean): boolean {
  return (
    overlaps(visit, claim.padded) ||
    overlaps(padded, claim.core) ||
    (!sharedBuffers && overlaps(padded, claim.padded))
  );
}

function worksAllOf(hours: WorkingHours, zone: string, visit: Interval): boolean {
  return contains(openTimes(workingDays(hours, zone, visit)), visit);
}

/** Whether a start lies a whole number of steps after the start of a working day that it lies in (rule A7). */
export function isAligned(
  question: AvailabilityQuestion,
  resource: CandidateResource,
  start: number,
): boolean {
  const step = minutes(question.slot_step);
  const days = workingDays(resource.working_hours, resource.timezone, { start, end: start + 1 });
  return days.some(({ anchor }) => (start - anchor) % step === 0);
}
