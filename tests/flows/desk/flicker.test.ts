import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk;

beforeEach(async () => {
  ({ hub } = await startPractice());
});

afterEach(async () => {
  await desk.stop();
  await hub.stop();
});

/** Bookings in the frames that were shown after the first one with `id`, as `start status` of each row of it. */
function appearances(frames: Awaited<ReturnType<TestDesk['recordedUntil']>>, id: string): string[][] {
  const rows = frames.map((frame) => frame.filter((row) => row.id === id));
  const first = rows.findIndex((found) => found.length > 0);
  return rows.slice(first).map((found) => found.map((row) => `${row.start_at} ${row.status}`));
}

describe.each([
  { storage: 'memory', slowPages: 0 },
  { storage: 'memory', slowPages: 30 },
  { storage: 'dexie', slowPages: 0 },
  { storage: 'dexie', slowPages: 30 },
] as const)('on $storage storage whose pages take $slowPages ms', (options) => {
  beforeEach(async () => {
    desk = await startDesk(hub, options);
    await desk.untilConnection({ state: 'online', filled: true });
    await desk.record('bookings', [['start_at', '>=', '2026-04-20T00:00:00Z']]);
  });

  test('an own booking never flickers and never counts twice while the hub confirms it', async () => {
    for (const time of ['05:00', '05:30', '06:00', '06:30', '07:00', '07:30']) {
      const start_at = `2026-04-20T${time}:00Z`;
      const outcome = await desk.run('bookings.create', { ...visit, start_at });
      if (isRefusal(outcome)) throw new Error(outcome.message);
      const { id } = outcome.result;
      await desk.untilConnection({ waiting: 0 });
      // A foreign change after it proves that this desk has pulled past its own.
      await hub.call('PATCH', `/v2/bookings/${id}`, { notes: 'seen' });
      const shown = appearances(await desk.recordedUntil(id, { notes: 'seen' }), id);
      expect(shown.length).toBeGreaterThan(1);
      expect(new Set(shown.map((rows) => rows.join(' and ')))).toEqual(new Set([`${start_at} confirmed`]));
    }
  });

  test('own moves show once each and never step back while the hub confirms them', async () => {
    const outcome = await desk.run('bookings.create', visit);
    if (isRefusal(outcome)) throw new Error(outcome.message);
    const { id } = outcome.result;
    const starts = ['06:00', '07:00', '08:00', '09:00'].map((time) => `2026-04-20T${time}:00Z`);
    for (const start_at of starts) await desk.run('bookings.reschedule', { id, start_at });
    await desk.untilConnection({ waiting: 0, attention: 0 });
    await hub.call('PATCH', `/v2/bookings/${id}`, { notes: 'seen' });
    const shown = appearances(await desk.recordedUntil(id, { notes: 'seen' }), id).map((rows) =>
      rows.join(' and '),
    );
    const steps = shown.filter((row, i) => row !== shown[i - 1]);
    const wanted = [visit.start_at, ...starts].map((start_at) => `${start_at} confirmed`);
    // Several moves may fall into one frame; those that show do so in their order, and the last one stays.
    expect(steps).toEqual(wanted.filter((row) => steps.includes(row)));
    expect(steps.at(-1)).toBe(wanted.at(-1));

    // What the hub has confirmed hides nothing that others do later.
    await hub.call('POST', `/v2/bookings/${id}/reschedule`, { start_at: '2026-04-20T10:00:00Z' });
    await desk.untilShown('bookings', id, { start_at: '2026-04-20T10:00:00Z' });
  });

  test('a booking made offline stays in place through reconnecting and a foreign move', async () => {
    await desk.cutNetwork();
    const outcome = await desk.run('bookings.create', visit);
    if (isRefusal(outcome)) throw new Error(outcome.message);
    const { id } = outcome.result;
    await desk.mendNetwork();
    await desk.untilConnection({ state: 'online', waiting: 0 });
    await hub.call('POST', `/v2/bookings/${id}/reschedule`, { start_at: '2026-04-20T10:00:00Z' });
    const frames = await desk.recordedUntil(id, { start_at: '2026-04-20T10:00:00Z' });

    const shown = appearances(frames, id).map((rows) => rows.join(' and '));
    expect(shown.filter((row, i) => row !== shown[i - 1])).toEqual([
      `${visit.start_at} confirmed`,
      '2026-04-20T10:00:00Z confirmed',
    ]);
  });
});
