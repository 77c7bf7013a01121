import { expect } from 'vitest';
import { checkStart, findSlots } from '../../shared/time/availability.ts';
import type { AvailabilityQuestion } from '../../shared/time/availability-types.ts';
import { type TimeRange, type WorkingHours, weekdays } from '../../shared/time/hours.ts';
import { occurrencesBetween } from '../../shared/time/recurrence.ts';
import { workingDays } from '../../shared/time/working-hours.ts';
import { type ClockChange, clockChanges, instantShowing } from './clock-changes.ts';
import { feedOfSeries } from './feed-of-series.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What was tried. */
export interface Tally {
  /** The first of the ten years. */
  readonly year: number;
  zones: number;
  changes: number;
  hours: number;
  slots: number;
  series: number;
  feeds: number;
}

/** All zones of the runtime's database. */
export const allZones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Tries working hours, slots and series at every change of clocks within ten years in these zones (rules T1-T5, A7). */
export function tryClockChanges(zones: readonly string[], year = 2026): Tally {
  const tally: Tally = { year, zones: 0, changes: 0, hours: 0, slots: 0, series: 0, feeds: 0 };
  for (const zone of zones) {
    const changes = clockChanges(zone, Date.UTC(year, 0, 1), Date.UTC(year + 10, 0, 1));
    if (changes.length > 0) tally.zones++;
    tally.changes += changes.length;
    for (const change of changes) {
      for (const range of ranges) tally.hours += tryHours(change, range);
      for (const range of ranges) tally.slots += trySlots(change, range);
      for (const [rrule, time] of rules) tally.series += trySeries(change, rrule, time);
      // Where a whole date is skipped (Apia, 2011), ical.js takes its EXDATE for the date before.
      if (Math.abs(change.after - change.before) === day) continue;
      for (const time of feedTimes) tally.feeds += tryFeed(change, time);
    }
  }
  return tally;
}

const ranges: readonly TimeRange[] = [
  { start: '09:00', end: '17:00' },
  { start: '22:00', end: '06:00' },
  { start: '00:00', end: '24:00' },
  { start: '01:30', end: '03:30' },
  { start: '02:15', end: '02:45' },
];

const rules = ['00:00', '00:30', '01:30', '02:00', '02:30', '03:00', '09:00', '23:30'].flatMap(
  (time): [rrule: string, time: string][] => [
    ['FREQ=DAILY', time],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', time],
  ],
);

const feedTimes = ['00:30', '02:00', '02:30', '09:00'];

/** The dates that clocks show on either side of a change, as days since 1970. */
function daysAround({ at, before }: ClockChange): number[] {
  const date = Math.floor((at + before) / day);
  return [-2, -1, 0, 1, 2].map((n) => date + n);
}

function localOf(date: number, time: string): number {
  return date * day + Number(time.slice(0, 2)) * hour + Number(time.slice(3)) * minute;
}

/** What the range of a date is in instants; empty where the change swallows it. */
function spanOf(change: ClockChange, date: number, { start, end }: TimeRange) {
  const endDate = end > start ? date : date + 1;
  return {
    start: instantShowing(change, localOf(date, start)),
    end: instantShowing(change, localOf(endDate, end)),
  };
}

function dailyHours(range: TimeRange): WorkingHours {
  return { weekly: Object.fromEntries(weekdays.map((name) => [name, [range]])), overrides: [] };
}

/** Asked in the middle of what is expected, so that the outermost days are whole. */
function tryHours(change: ClockChange, range: TimeRange): number {
  const expected = daysAround(change).flatMap((date) => {
    const span = spanOf(change, date, range);
    return span.start < span.end ? [{ date: dateOf(date), ...span }] : [];
  });
  const span = { start: expected[0]?.start ?? 0, end: expected.at(-1)?.end ?? 0 };
  const found = workingDays(dailyHours(range), change.zone, span).flatMap(({ date, ranges }) =>
    ranges.map((one) => ({ date, ...one })),
  );
  expect([change, found]).toEqual([change, expected]);
  return expected.length;
}

/** Half-hour visits each half hour from the start of each working day. */
function trySlots(change: ClockChange, range: TimeRange): number {
  const spans = daysAround(change).map((date) => spanOf(change, date, range));
  const expected = spans.flatMap(({ start, end }) => {
    const starts: number[] = [];
    for (let at = start; at + 30 * minute <= end; at += 30 * minute) starts.push(at);
    return starts;
  });
  const window = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
  const question = questionOf(change, range);
  const found = findSlots(question, window).map(({ start }) => start);
  expect([change, range, found]).toEqual([change, range, expected]);
  const near = expected.filter((at) => Math.abs(at - change.at) < 2 * hour);
  for (const at of near) expect([change, at, checkStart(question, at).ok]).toEqual([change, at, true]);
  return expected.length;
}

function questionOf({ zone }: ClockChange, range: TimeRange): AvailabilityQuestion {
  return {
    now: 0,
    buffer_before: 0,
    buffer_after: 0,
    slot_step: 30,
    min_notice: 0,
    needs: [{ role: 'practitioner', kind: 'practitioner', skills: [], count: 1 }],
    resources: [
      {
        id: 'res_a',
        kind: 'practitioner',
        skills: [],
        online: true,
        shared_buffers: false,
        timezone: zone,
        working_hours: dailyHours(range),
        sort_order: 0,
        claims: [],
        blocks: [],
        duration: 30,
      },
    ],
  };
}

/** A series that began three weeks before, over the days around the change. */
function trySeries(change: ClockChange, rrule: string, time: string): number {
  const days = daysAround(change);
  const [first = 0] = days;
  const expected = days.map((date) => ({
    local: `${dateOf(date)}T${time}`,
    start: instantShowing(change, localOf(date, time)),
  }));
  const recurrence = { rrule, start_local: `${dateOf(first - 21)}T${time}`, timezone: change.zone };
  const span = { start: expected[0]?.start ?? 0, end: (expected.at(-1)?.start ?? 0) + 1 };
  expect([change, rrule, occurrencesBetween(recurrence, span)]).toEqual([change, rrule, expected]);
  return expected.length;
}

/** A series of five days as a calendar program that shares no code with us (ical.js) reads it out of a feed. */
function tryFeed(change: ClockChange, time: string): number {
  const days = daysAround(change);
  const starts = days.map((date) => instantShowing(change, localOf(date, time)));
  const shown = feedOfSeries({
    timezone: change.zone,
    start_local: `${dateOf(days[0] ?? 0)}T${time}`,
    visits: days.map((date, i) => ({ occurrence: `${dateOf(date)}T${time}`, start: starts[i] ?? 0 })),
  });
  expect([change, time, shown]).toEqual([change, time, starts]);
  return starts.length;
}

function dateOf(date: number): string {
  return new Date(date * day).toISOString().slice(0, 10);
}

/** The line that says how much was tried. */
export function sayTally({ year, zones, changes, hours, slots, series, feeds }: Tally): string {
  const cases = hours + slots + series + feeds;
  return `time suite: ${cases} cases (${hours} working ranges, ${slots} starts, ${series} occurrences, ${feeds} in feeds) at ${changes} clock changes in ${zones} zones, ${year} to ${year + 9}\n`;
}
