import type {
  Allocation,
  AvailabilityQuestion,
  CandidateResource,
  Need,
  Slot,
} from '../../shared/time/availability-types.ts';
import type { WorkingHours } from '../../shared/time/hours.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { type Clock, clockOf, dateAfter, firstMinuteShowing } from '../../shared/time/testing/wall-clock.ts';

/*
 * Rules A1 to A4, A7 and T2 to T4 as slowly and plainly as they can be said: every resource has a row of
 * minutes, each minute is worked or not, blocked or not, claimed or not; every start and every choice of
 * resources is tried. It shares no code with what it judges.
 */

const minute = 60_000;
const dayOfMinutes = 1440;
const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Three days on either side of the span are looked at; all times must be whole minutes. */
export function slotsMinuteByMinute(question: AvailabilityQuestion, span: Interval): Slot[] {
  const start = span.start - 3 * dayOfMinutes * minute;
  const end = span.end + 3 * dayOfMinutes * minute;
  const size = (end - start) / minute;
  const service = question.service_hours;
  const serviceOpen = service && workOf(clockOf(service.timezone, start, end), service.hours).open;
  const rows = new Map(
    question.resources.map((resource) => [
      resource,
      rowOf(question, resource, serviceOpen, start, end, size),
    ]),
  );
  const inOrder = [...question.resources].sort(
    (a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const slots: Slot[] = [];
  for (let at = span.start; at < span.end; at += minute) {
    const slot = slotAt(question, inOrder, rows, at, Math.round((at - start) / minute), start, end);
    if (slot !== undefined) slots.push(slot);
  }
  return slots;
}

/** One of each minute: 1 where something holds, else 0. */
type Minutes = Uint8Array;

interface Row {
  readonly open: Minutes;
  readonly anchors: readonly (readonly number[])[];
  /** Whether a claim has its core, or its padded range, on a minute. */
  readonly core: Minutes;
  readonly padded: Minutes;
}

function rowOf(
  question: AvailabilityQuestion,
  resource: CandidateResource,
  serviceOpen: Minutes | undefined,
  start: number,
  end: number,
  size: number,
): Row {
  const clock = clockOf(resource.timezone, start, end);
  const work = workOf(clock, resource.working_hours ?? alwaysOpen);
  const open = work.open.map((worked, index) => (serviceOpen?.[index] === 0 ? 0 : worked));
  const core = new Uint8Array(size);
  const padded = new Uint8Array(size);
  const mark = (row: Minutes, range: Interval, value: 0 | 1) => {
    for (let ms = range.start; ms < range.end; ms += minute) {
      const index = (ms - start) / minute;
      if (index >= 0 && index < size) row[index] = value;
    }
  };
  for (const block of resource.blocks) mark(open, block, 0);
  for (const claim of resource.claims) {
    const expired = claim.kind === 'hold' && (claim.expires_at ?? 0) <= question.now;
    if (expired || question.ignore_owners?.includes(claim.owner)) continue;
    mark(core, claim.core, 1);
    mark(padded, claim.padded, 1);
  }
  return { open, anchors: work.anchors, core, padded };
}

const wholeDay = [{ start: '00:00', end: '24:00' }];
const alwaysOpen: WorkingHours = {
  weekly: Object.fromEntries(names.map((name) => [name, wholeDay])),
  overrides: [],
};

const none: readonly number[] = [];

const works = new WeakMap<Clock, WeakMap<WorkingHours, Work>>();

interface Work {
  readonly open: Minutes;
  /** Per minute, as minutes of the clock, where the working days that it belongs to start. */
  readonly anchors: readonly (readonly number[])[];
}

function workOf(clock: Clock, hours: WorkingHours): Work {
  const known = works.get(clock)?.get(hours);
  if (known !== undefined) return known;
  const open = new Uint8Array(clock.shown.length);
  const anchors: (readonly number[])[] = clock.shown.map(() => none);
  // The outermost dates of the clock are incomplete; the span keeps clear of them.
  const firstDate = dateAfter(clock.shown[0]?.slice(0, 10) ?? '');
  const lastDate = clock.shown.at(-1)?.slice(0, 10) ?? '';
  for (let date = firstDate; dateAfter(date) < lastDate; date = dateAfter(date)) {
    const weekday = names[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sunday';
    const override = hours.overrides.find((candidate) => candidate.date === date);
    const minutesOfDay: number[] = [];
    for (const range of override?.ranges ?? hours.weekly[weekday] ?? []) {
      const endDate = range.end <= range.start || range.end === '24:00' ? dateAfter(date) : date;
      const from = firstMinuteShowing(clock, `${date}T${range.start}`);
      const to = firstMinuteShowing(clock, `${endDate}T${range.end === '24:00' ? '00:00' : range.end}`);
      for (let ms = from; ms < to; ms += minute) minutesOfDay.push((ms - clock.start) / minute);
    }
    const anchor = Math.min(...minutesOfDay);
    const only = [anchor];
    for (const index of new Set(minutesOfDay)) {
      open[index] = 1;
      anchors[index] = anchors[index] === none ? only : [...(anchors[index] ?? none), anchor];
    }
  }
  const work = { open, anchors };
  const ofClock = works.get(clock) ?? new WeakMap<WorkingHours, Work>();
  works.set(clock, ofClock.set(hours, work));
  return work;
}

function slotAt(
  question: AvailabilityQuestion,
  inOrder: readonly CandidateResource[],
  rows: ReadonlyMap<CandidateResource, Row>,
  at: number,
  index: number,
  start: number,
  end: number,
): Slot | undefined {
  if (at < question.now + question.min_notice * minute) return undefined;
  if (question.max_horizon !== undefined && at > question.now + question.max_horizon * minute)
    return undefined;
  const isAligned = (main: CandidateResource) =>
    (rows.get(main)?.anchors[index] ?? []).some((anchor) => (index - anchor) % question.slot_step === 0);
  if (!inOrder.some(isAligned)) return undefined;
  const worth = question.any_staff?.rule === 'least_loaded' ? minutesBooked : turnOf;
  const valued = inOrder.map((main) => ({ main, value: worth(question, main, at, start, end) }));
  const preferred = valued.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const units = question.needs.flatMap((need) => Array.from({ length: need.count }, () => need));
  const options: { resource_id: string; end: number }[] = [];
  let allocations: Allocation[] | undefined;
  for (const { main } of preferred) {
    const asked = question.main_resource_ids;
    if (asked !== undefined && !asked.includes(main.id)) continue;
    if (!isAligned(main)) continue;
    const free = inOrder.filter((resource) =>
      isFree(question, resource, rows.get(resource), index, main.duration),
    );
    const chosen = chooseRest(units, free, free.includes(main) && suits(main, units[0]) ? [main] : undefined);
    if (chosen === undefined) continue;
    options.push({ resource_id: main.id, end: at + main.duration * minute });
    allocations ??= chosen.map((resource, unit) => ({
      role: units[unit]?.role ?? '',
      resource_id: resource.id,
    }));
  }
  const [best] = options;
  return (
    best && allocations && { start: at, end: best.end, resource_id: best.resource_id, options, allocations }
  );
}

/** How many minutes of the date that the resource's clock shows at a start are booked, one by one (rule A5, `least_loaded`). */
function minutesBooked(
  question: AvailabilityQuestion,
  resource: CandidateResource,
  at: number,
  start: number,
  end: number,
): string {
  const clock = clockOf(resource.timezone, start, end);
  const dateAt = (ms: number) => clock.shown[(ms - start) / minute]?.slice(0, 10);
  let booked = 0;
  for (const claim of resource.claims) {
    const expired = claim.kind === 'hold' && (claim.expires_at ?? 0) <= question.now;
    if (expired || question.ignore_owners?.includes(claim.owner)) continue;
    for (let ms = claim.core.start; ms < claim.core.end; ms += minute)
      if (dateAt(ms) === dateAt(at)) booked++;
  }
  return `${booked}`.padStart(6, '0');
}

/** Whoever was booked longest ago comes first; within one second whoever was booked less (rule A5, `round_robin`). */
function turnOf(question: AvailabilityQuestion, resource: CandidateResource): string {
  if (question.any_staff?.rule !== 'round_robin') return '';
  const turn = question.any_staff.turns.get(resource.id);
  return turn ? `${turn.at} ${`${turn.times}`.padStart(6, '0')}` : '';
}

/** Every choice in order of priority, the first complete one wins. */
function chooseRest(
  units: readonly Need[],
  free: readonly CandidateResource[],
  chosen: CandidateResource[] | undefined,
): CandidateResource[] | undefined {
  if (chosen === undefined || chosen.length === units.length) return chosen;
  for (const resource of free) {
    if (chosen.includes(resource) || !suits(resource, units[chosen.length])) continue;
    const complete = chooseRest(units, free, [...chosen, resource]);
    if (complete !== undefined) return complete;
  }
  return undefined;
}

function suits(resource: CandidateResource, need: Need | undefined): boolean {
  if (need === undefined) return false;
  if (need.resource_ids !== undefined && !need.resource_ids.includes(resource.id)) return false;
  if (need.resource_ids === undefined && need.kind !== undefined && need.kind !== resource.kind) return false;
  return need.skills.every((skill) => resource.skills.includes(skill));
}

function isFree(
  question: AvailabilityQuestion,
  resource: CandidateResource,
  row: Row | undefined,
  index: number,
  duration: number,
): boolean {
  if (row === undefined || !resource.online) return false;
  for (let at = index - question.buffer_before; at < index + duration + question.buffer_after; at++) {
    const inVisit = at >= index && at < index + duration;
    if (inVisit && (!row.open[at] || row.padded[at])) return false;
    if (row.core[at] || (row.padded[at] && !resource.shared_buffers)) return false;
  }
  return true;
}
