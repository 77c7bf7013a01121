import * as fc from 'fast-check';
import type {
  AvailabilityQuestion,
  Block,
  CandidateResource,
  Need,
} from '../../shared/time/availability-types.ts';
import type { Claim } from '../../shared/time/claim.ts';
import { type TimeRange, type WorkingHours, weekdays } from '../../shared/time/hours.ts';
import type { Interval } from '../../shared/time/interval.ts';

/** A random small practice around a moment that is hard for clocks, and the span to ask about. */
export interface Practice {
  readonly question: AvailabilityQuestion;
  readonly span: Interval;
}

const minute = 60_000;
const hour = 60 * minute;

/** Zones with the UTC noon of a date around which clocks do something, or nothing. */
const moments: readonly (readonly [zone: string, noon: string])[] = [
  ['America/New_York', '2026-03-08T12:00:00Z'],
  ['America/New_York', '2026-11-01T12:00:00Z'],
  ['Europe/Berlin', '2026-03-29T12:00:00Z'],
  ['Europe/Berlin', '2026-10-25T12:00:00Z'],
  ['Europe/Berlin', '2026-07-01T12:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T12:00:00Z'],
  ['America/Sao_Paulo', '2019-02-17T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-05T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-04T00:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Asia/Kathmandu', '2026-04-20T12:00:00Z'],
];

const timeOfDay = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`);

const range: fc.Arbitrary<TimeRange> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...usualRanges()) },
  {
    weight: 2,
    arbitrary: fc.record({ start: timeOfDay, end: timeOfDay }).filter(({ start, end }) => start !== end),
  },
);

const ranges = fc.array(range, { minLength: 0, maxLength: 3 });

function hoursNear(noon: number): fc.Arbitrary<WorkingHours> {
  const dates = [-1, 0, 1].map((days) => new Date(noon + days * 24 * hour).toISOString().slice(0, 10));
  return fc.record({
    weekly: fc
      .tuple(...weekdays.map(() => fc.array(range, { minLength: 1, maxLength: 3 })))
      .map((week) => Object.fromEntries(weekdays.map((name, index) => [name, week[index] ?? []]))),
    overrides: fc.uniqueArray(fc.record({ date: fc.constantFrom(...dates), ranges }), {
      maxLength: 1,
      selector: ({ date }) => date,
    }),
  });
}

function claimsNear(noon: number, resourceId: string): fc.Arbitrary<Claim[]> {
  const claim = fc
    .record({
      start: fc.integer({ min: -30 * 12, max: 30 * 12 }).map((fives) => noon + fives * 5 * minute),
      length: fc.constantFrom(5, 15, 30, 45, 60, 120),
      before: fc.constantFrom(0, 5, 10),
      after: fc.constantFrom(0, 5, 15),
      hold: fc.constantFrom(undefined, undefined, -1, 0, 1),
      owner: fc.integer({ min: 0, max: 6 }),
    })
    .map(({ start, length, before, after, hold, owner }): Claim => {
      const end = start + length * minute;
      const padded = { start: start - before * minute, end: end + after * minute };
      const body = { resource_id: resourceId, core: { start, end }, padded };
      return hold === undefined
        ? { owner: `bk_${owner}`, kind: 'booking', ...body }
        : { owner: `hold_${owner}`, kind: 'hold', ...body, expires_at: nowBefore(noon) + hold * minute };
    });
  return fc.array(claim, { maxLength: 9 });
}

function blocksNear(noon: number): fc.Arbitrary<Block[]> {
  const block = fc
    .record({
      kind: fc.constantFrom('time_off' as const, 'closure' as const, 'external_busy' as const),
      start: fc.integer({ min: -30, max: 30 }).map((hours) => noon + hours * hour),
      length: fc.integer({ min: 1, max: 600 }),
    })
    .map(({ kind, start, length }) => ({ id: `tof_${start}`, kind, start, end: start + length * minute }));
  return fc.array(block, { maxLength: 1 });
}

function resourceNear(zone: string, noon: number, index: number): fc.Arbitrary<CandidateResource> {
  const id = `res_${index}`;
  return fc.record({
    id: fc.constant(id),
    kind: fc.constantFrom('practitioner', 'practitioner', 'room'),
    skills: fc.subarray(['laser', 'peel']),
    online: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    shared_buffers: fc.boolean(),
    timezone: fc.constantFrom(zone, zone, zone, 'UTC'),
    working_hours: fc.oneof(
      { weight: 3, arbitrary: hoursNear(noon) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    sort_order: fc.integer({ min: 0, max: 2 }),
    claims: claimsNear(noon, id),
    blocks: blocksNear(noon),
    duration: fc.constantFrom(15, 30, 30, 50, 90),
  });
}

const need: fc.Arbitrary<Need> = fc.record({
  role: fc.constantFrom('practitioner', 'assistant', 'room'),
  resource_ids: fc.option(fc.subarray(['res_0', 'res_1', 'res_2', 'res_3'], { minLength: 2 }), {
    nil: undefined,
    freq: 4,
  }),
  kind: fc.constantFrom('practitioner', 'practitioner', 'room', undefined, undefined),
  skills: fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray(['laser', 'peel'], { minLength: 1 }) },
  ),
  count: fc.constantFrom(1, 1, 1, 1, 1, 2),
});

const needs = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(need) },
  { weight: 3, arbitrary: fc.tuple(need, need) },
  { weight: 1, arbitrary: fc.tuple(need, need, need) },
);

function nowBefore(noon: number): number {
  return noon - 10 * hour;
}

export const practice: fc.Arbitrary<Practice> = fc.constantFrom(...moments).chain(([zone, at]) => {
  const noon = Date.parse(at);
  return fc.record({
    question: fc.record({
      now: fc.constant(nowBefore(noon)),
      buffer_before: fc.constantFrom(0, 5, 10),
      buffer_after: fc.constantFrom(0, 5, 15),
      slot_step: fc.constantFrom(5, 10, 15, 20, 30, 45),
      min_notice: fc.constantFrom(0, 0, 60),
      max_horizon: fc.constantFrom(undefined, undefined, 1200),
      service_hours: fc.option(fc.record({ timezone: fc.constant(zone), hours: hoursNear(noon) }), {
        nil: undefined,
        freq: 6,
      }),
      needs,
      resources: fc
        .integer({ min: 2, max: 6 })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, index) => resourceNear(zone, noon, index)))),
      ignore_owners: fc.constantFrom([], [], ['bk_0', 'hold_1']),
      main_resource_ids: fc.constantFrom(
        undefined,
        undefined,
        undefined,
        undefined,
        ['res_0'],
        ['res_0', 'res_1'],
      ),
    }),
    span: fc.constant({ start: noon - 14 * hour, end: noon + 14 * hour }),
  });
});

function usualRanges(): TimeRange[] {
  return [
    { start: '09:00', end: '17:00' },
    { start: '08:10', end: '12:00' },
    { start: '12:00', end: '16:00' },
    { start: '22:00', end: '06:00' },
    { start: '00:00', end: '24:00' },
    { start: '02:15', end: '02:45' },
    { start: '18:00', end: '00:00' },
  ];
}

function pad(n: number): string {
  return `${n}`.padStart(2, '0');
}
