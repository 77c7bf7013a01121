import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeEach(async () => {
  await hub?.stop();
  hub = await startHub({ clock: testClock('2026-04-15T09:42:11Z') });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

const visit = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };

/** The nth half hour of a Monday. */
function start(n: number): string {
  return new Date(Date.parse('2026-04-20T03:30:00Z') + n * 30 * 60_000).toISOString().replace('.000', '');
}

function batch(
  rows: readonly object[],
  more: object = {},
  headers?: Record<string, string>,
): Promise<Answer> {
  return hub.call('POST', '/v2/bookings/batch', { bookings: rows, ...more }, headers);
}

function statuses(answer: Answer): unknown[] {
  return list(answer.body, 'data').map((row) => at(row, 'status'));
}

function count(table: string): unknown {
  return at(rowsOf(hub, `SELECT count(*) AS n FROM ${table}`), 0, 'n');
}

const mixed = [
  { ...visit, id: 'bk_a', start_at: start(0) },
  { ...visit, id: 'bk_b', start_at: start(0) },
  { ...visit, start_at: start(1), no_such_field: 1 },
  { ...visit, start_at: start(1), service_id: 'svc_nothing' },
  { ...visit, id: 'bk_a', start_at: start(2) },
  {
    ...visit,
    start_at: start(3),
    customer_id: undefined,
    customer: { name: 'New One', phone: '098111 22333' },
  },
  {
    ...visit,
    start_at: start(4),
    customer_id: undefined,
    customer: { name: 'New One', phone: '+919811122333' },
  },
];

describe('a batch of bookings', () => {
  test('B1: each row has its own outcome and sees what those before it did', async () => {
    const answer = await batch(mixed);
    expect(statuses(answer)).toEqual([201, 422, 422, 422, 409, 201, 201]);
    expect(answer.body).toMatchObject({ created: 3, refused: 4 });
    const codes = list(answer.body, 'data').map((row) => at(row, 'error', 'code'));
    expect(codes.filter(Boolean)).toEqual([
      'resource_unavailable',
      'validation_failed',
      'invalid_service',
      'id_taken',
    ]);
    expect(at(answer.body, 'data', 1, 'error', 'details', 'conflicts')).toEqual([
      { type: 'existing_booking', id: 'bk_a' },
    ]);
    expect(at(answer.body, 'data', 5, 'booking', 'customer_id')).toBe(
      at(answer.body, 'data', 6, 'booking', 'customer_id'),
    );
    expect((await hub.call('GET', '/v2/bookings/bk_a')).body).toEqual(at(answer.body, 'data', 0, 'booking'));
  });

  test('A10: suggestions of a refused row are free when the batch is done', async () => {
    const answer = await batch([...Array(6)].map((_, n) => ({ ...visit, start_at: start(n < 3 ? n : 0) })));
    expect(statuses(answer)).toEqual([201, 201, 201, 422, 422, 422]);
    const [first] = list(answer.body, 'data', 3, 'error', 'details', 'suggestions');
    expect(text(first, 'start_at')).toBe(start(3));
    expect((await book(hub, text(first, 'start_at'))).status).toBe(201);
  });

  test('B2: atomic, and one row is refused: nothing is done, and all refusals are told', async () => {
    const before = ['bookings', 'customers', 'events', 'claims'].map(count);
    const answer = await batch(mixed, { atomic: true });
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(at(answer.body, 'error', 'message')).toMatch(/^Nothing was done, because of row 1: /);
    expect(at(answer.body, 'error', 'details', 'row')).toBe(1);
    expect(
      list(answer.body, 'error', 'details', 'rows').map((one) => [at(one, 'row'), at(one, 'code')]),
    ).toEqual([
      [1, 'resource_unavailable'],
      [2, 'validation_failed'],
      [3, 'invalid_service'],
      [4, 'id_taken'],
    ]);
    expect(list(answer.body, 'error', 'details', 'suggestions').length).toBeGreaterThanOrEqual(2);
    expect(['bookings', 'customers', 'events', 'claims'].map(count)).toEqual(before);
  });

  test('atomic, and all are accepted: all are there, each with its events', async () => {
    const rows = [...Array(18)].map((_, n) => ({ ...visit, start_at: start(n) }));
    const answer = await batch(rows, { atomic: true });
    expect(answer.body).toMatchObject({ created: 18, refused: 0 });
    expect(count("events WHERE type = 'booking.created'")).toBe(18);
    expect(count('claims')).toBe(18);
  });

  test.each([false, true])('the same key does it once, atomic: %s', async (atomic) => {
    const headers = { 'x-idempotency-key': `idem_${atomic}` };
    const first = await batch(mixed, { atomic }, headers);
    const before = count('events');
    const again = await batch(mixed, { atomic }, headers);
    const { request_id: _, ...error } = Object(first.body.error);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect([again.status, again.body]).toMatchObject([first.status, atomic ? { error } : first.body]);
    expect(count('events')).toBe(before);
    expect(errorOf(await batch([mixed[0] ?? {}], { atomic }, headers))).toBe('idempotency_key_reused');
  });

  test('one to a hundred rows', async () => {
    expect(errorOf(await batch([]))).toBe('validation_failed');
    expect(errorOf(await batch(Array(101).fill(mixed[0])))).toBe('validation_failed');
    expect(statuses(await batch(Array(100).fill({ ...visit, start_at: start(0) })))).toHaveLength(100);
  });

  test('who may not book may not book many', async () => {
    const authorization = `Bearer ${hub.keys.public}`;
    expect(errorOf(await batch(mixed, {}, { authorization }))).toBe('forbidden');
  });
});
