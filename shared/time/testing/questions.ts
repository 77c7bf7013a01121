import type { AvailabilityQuestion, CandidateResource } from '../availability-types.ts';
import type { Claim } from '../claim.ts';
import { type WorkingHours, weekdays } from '../hours.ts';
import { minutes, parseInstant } from '../instants.ts';
import type { Interval } from '../interval.ts';

/*
 * A plain practice on Wednesday 22 April 2026 in UTC, so that tests can speak in times of day:
 * 30-minute visits every 30 minutes, open 09:00-17:00, asked at midnight.
 */

/** Milliseconds of `HH:MM` on the day. */
export function at(time: string): number {
  return parseInstant(`2026-04-22T${time}:00Z`);
}

/** `09:00-10:30` on the day. */
export function between(range: string): Interval {
  const [start = '', end = ''] = range.split('-');
  return { start: at(start), end: at(end) };
}

export const wholeDay: Interval = { start: at('00:00'), end: at('00:00') + minutes(1440) };

export function open(...ranges: string[]): WorkingHours {
  const times = ranges.map((range) => ({ start: range.slice(0, 5), end: range.slice(6) }));
  return { weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, times])), overrides: [] };
}

export function resource(id: string, over: Partial<CandidateResource> = {}): CandidateResource {
  return {
    id,
    kind: 'practitioner',
    skills: [],
    online: true,
    shared_buffers: true,
    timezone: 'UTC',
    working_hours: open('09:00-17:00'),
    sort_order: 0,
    claims: [],
    blocks: [],
    duration: 30,
    ...over,
  };
}

export function room(id: string, over: Partial<CandidateResource> = {}): CandidateResource {
  return resource(id, { kind: 'room', working_hours: undefined, ...over });
}

/** A booking `10:00-10:30` with buffers in minutes around it. */
export function booking(owner: string, range: string, before = 0, after = 0): Claim {
  const core = between(range);
  const padded = { start: core.start - minutes(before), end: core.end + minutes(after) };
  return { owner, kind: 'booking', resource_id: 'any', core, padded };
}

export function hold(owner: string, range: string, expires: string): Claim {
  return { ...booking(owner, range), kind: 'hold', expires_at: at(expires) };
}

export function question(over: Partial<AvailabilityQuestion> = {}): AvailabilityQuestion {
  return {
    now: at('00:00'),
    buffer_before: 0,
    buffer_after: 0,
    slot_step: 30,
    min_notice: 0,
    needs: [{ role: 'practitioner', kind: 'practitioner', skills: [], count: 1 }],
    resources: [resource('res_a')],
    ...over,
  };
}

export const practitionerAndRoom: AvailabilityQuestion['needs'] = [
  { role: 'practitioner', kind: 'practitioner', skills: [], count: 1 },
  { role: 'room', kind: 'room', skills: [], count: 1 },
];
