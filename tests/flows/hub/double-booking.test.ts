import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, countBy, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await referencePractice(hub);
});
afterAll(() => hub.stop());

test('B1: of 1,000 parallel requests for one slot exactly one succeeds, and the others say why', async () => {
  const start_at = '2031-04-21T05:00:00Z';
  const answers = await Promise.all(Array.from({ length: 1000 }, () => book(hub, start_at)));

  expect(countBy(answers, (answer) => answer.status)).toEqual({ 201: 1, 422: 999 });
  const winner = answers.find((answer) => answer.status === 201);
  for (const answer of answers.filter((other) => other !== winner)) {
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(at(answer.body, 'error', 'details', 'conflicts')).toEqual([
      { type: 'existing_booking', id: winner?.body.id },
    ]);
    const suggestions = list(answer.body, 'error', 'details', 'suggestions');
    expect(suggestions.length).toBeGreaterThanOrEqual(2);
    expect(suggestions.map((suggestion) => text(suggestion, 'start_at'))).not.toContain(start_at);
  }
  expect(rowsOf(hub, 'SELECT owner FROM claims')).toEqual([{ owner: winner?.body.id }]);
  expect(rowsOf(hub, 'SELECT id FROM bookings')).toEqual([{ id: winner?.body.id }]);
  const events = rowsOf(hub, "SELECT type FROM events WHERE type LIKE 'booking.%' ORDER BY seq");
  expect(events).toEqual([{ type: 'booking.created' }, { type: 'booking.confirmed' }]);
  expect(rowsOf(hub, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
}, 60_000);

test('B1: parallel requests for overlapping times of one resource never end up overlapping', async () => {
  const minutes = Array.from({ length: 40 }, (_, i) => i % 8);
  const answers = await Promise.all(
    minutes.map((n) => book(hub, `2031-04-22T0${4 + Math.floor(n / 2)}:${n % 2 === 0 ? '00' : '30'}:00Z`)),
  );
  expect(countBy(answers, (answer) => answer.status)).toEqual({ 201: 8, 422: 32 });
  const overlapping = `SELECT a.owner FROM claims a JOIN claims b ON a.resource_id = b.resource_id
    AND a.owner < b.owner AND a.core_start < b.padded_end AND b.padded_start < a.core_end`;
  expect(rowsOf(hub, overlapping)).toEqual([]);
});
