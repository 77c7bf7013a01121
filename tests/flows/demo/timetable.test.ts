import { describe, expect, test } from 'vitest';
import { loadQuestion } from '../../../shared/commands/bookings/question.ts';
import { isRefusal } from '../../../shared/errors.ts';
import type { Booking } from '../../../shared/resources/bookings.ts';
import { checkStart } from '../../../shared/time/availability.ts';
import { parseInstant } from '../../../shared/time/instants.ts';
import type { Interval } from '../../../shared/time/interval.ts';
import { byStart, normalise, subtract } from '../../../shared/time/intervals.ts';
import { workingDays } from '../../../shared/time/working-hours.ts';
import { type Demo, makeDemo } from './demo.ts';

const dayLength = 86_400_000;

function total(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Neighbours on the same resource whose padded ranges overlap (rule A2). */
function overlapping(demo: Demo): string[] {
  return [...Map.groupBy(demo.claims, (claim) => claim.resource_id).values()].flatMap((claims) => {
    const sorted = claims.map(({ owner, padded }) => ({ owner, ...padded })).sort(byStart);
    return sorted.flatMap((claim, index) => {
      const before = sorted[index - 1];
      return before && before.end > claim.start ? [`${before.owner} ${claim.owner}`] : [];
    });
  });
}

/** Share of each practitioner's open time (hours without time off and closures) that is claimed, in `span`. */
function loads(demo: Demo, zone: string, span: Interval): number[] {
  const blocks = demo.all('blocks');
  const practitioners = demo.all('resources').filter(({ kind }) => kind === 'practitioner');
  return practitioners.map(({ id, working_hours }) => {
    const working = workingDays(working_hours, zone, span).flatMap(({ ranges }) => ranges);
    const off = blocks.filter(({ resource_id }) => resource_id === undefined || resource_id === id);
    const open = subtract(
      normalise(working),
      normalise(
        off.map((block) => ({ start: parseInstant(block.start_at), end: parseInstant(block.end_at) })),
      ),
    );
    const claimed = demo.claims
      .filter(
        ({ resource_id, core }) => resource_id === id && core.start >= span.start && core.end <= span.end,
      )
      .map(({ padded }) => padded);
    return total(claimed) / total(open);
  });
}

/** What the product's own rules would say if the booking were made where it lies. */
async function wouldBeAccepted(demo: Demo, booking: Booking, now: number): Promise<unknown> {
  const service = await demo.query.get('services', booking.service_id);
  if (!service) return 'no service';
  const start = parseInstant(booking.start_at);
  const span = { start, end: start + 60_000 };
  const scopes = new Set<never>();
  const question = await loadQuestion(
    demo.query,
    { service, resourceIds: [booking.resource_id], span, ignore: [booking.id] },
    {
      now: Math.min(now, parseInstant(booking.created_at)),
      tenant: 'tnt_clinic',
      actor: { kind: 'system', id: 'test', name: 'Test', scopes },
      id: (prefix) => `${prefix}_1`,
    },
  );
  if (isRefusal(question)) return question;
  const check = checkStart({ ...question, min_notice: 0 }, start);
  return check.ok && check.end === parseInstant(booking.end_at) ? 'accepted' : check;
}

describe.each([
  ['Asia/Kolkata', '2026-04-15T09:42:11Z'],
  // Transitions lie within the 90 days.
  ['America/New_York', '2026-03-20T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-01T01:00:00Z'],
])('a clinic in %s', (timezone, at) => {
  const now = Date.parse(at);
  const demo = makeDemo({ timezone, now });

  test('A2: no two claims overlap, buffers and rooms included', () => {
    expect(demo.claims.length).toBeGreaterThan(3000);
    expect(demo.claims.some(({ resource_id }) => resource_id.startsWith('res_room'))).toBe(true);
    expect(overlapping(demo)).toEqual([]);
  });

  test('A1: every booking lies where the rules let it be booked', async () => {
    const claiming = demo
      .all('bookings')
      .filter(({ status }) => status !== 'cancelled' && status !== 'no_show');
    for (const booking of claiming) {
      const answer = await wouldBeAccepted(demo, booking, now);
      expect([booking.id, answer]).toEqual([booking.id, 'accepted']);
    }
  });

  test('three quarters of everybody’s open time are booked', () => {
    const each = loads(demo, timezone, { start: now - 59 * dayLength, end: now + 29 * dayLength });
    expect(each).toHaveLength(6);
    for (const load of each) expect(load).toBeGreaterThan(0.7);
    for (const load of each) expect(load).toBeLessThan(0.8);
    const mean = each.reduce((sum, load) => sum + load, 0) / each.length;
    expect(Math.abs(mean - 0.75)).toBeLessThan(0.03);
  });
});

test('OVERVIEW’s service is booked in its own hours, and REF’s with Dr Niket', () => {
  const bookings = makeDemo().all('bookings');
  expect(bookings.some(({ service_id }) => service_id === 'srv_consultation')).toBe(true);
  expect(
    bookings.some(
      ({ service_id, resource_id }) => service_id === 'svc_consult_30' && resource_id === 'res_dr_niket',
    ),
  ).toBe(true);
});

describe('the large practice', () => {
  const demo = makeDemo({ size: 'large' });

  test('20 practitioners, 10 rooms, 50,000 customers and 100,000 bookings', () => {
    const resources = demo.all('resources');
    expect(resources.filter(({ kind }) => kind === 'practitioner')).toHaveLength(20);
    expect(resources.filter(({ kind }) => kind === 'room')).toHaveLength(10);
    expect(demo.all('customers')).toHaveLength(50_000);
    expect(demo.all('bookings')).toHaveLength(100_000);
  });

  test('A2: no two claims overlap', () => {
    expect(overlapping(demo)).toEqual([]);
  });

  test('three quarters of everybody’s open time are booked', () => {
    const now = Date.parse('2026-04-15T09:42:11Z');
    const each = loads(demo, 'Asia/Kolkata', { start: now - 300 * dayLength, end: now + 29 * dayLength });
    for (const load of each) expect(Math.abs(load - 0.75)).toBeLessThan(0.05);
  });

  test('no two customers share an address or a number', () => {
    const customers = demo.all('customers');
    for (const field of ['email', 'phone'] as const) {
      const values = customers.flatMap((customer) => customer[field] ?? []);
      expect(new Set(values).size).toBe(values.length);
    }
  });
});
