import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renewEpoch } from '../../../server/store/epoch.ts';
import { isRefusal } from '../../../shared/errors.ts';
import { testClock } from '../../kit/clock.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { bookingAtHub, bookingIdsAtHub, visit, wednesday } from './practice.ts';

const clock = testClock(wednesday);
let folder: string;
let hub: TestHub;
let desk: TestDesk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-restore-'));
  hub = await startHub({ clock, dataDir: join(folder, 'data') });
  await referencePractice(hub);
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
});

afterEach(async () => {
  await desk.stop();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Stops the hub, lets `change` at its files, and starts it again where the desk knows it. */
async function restartHub(change: () => void): Promise<void> {
  const port = Number(new URL(hub.url).port);
  await hub.stop();
  change();
  hub = await startHub({ clock, dataDir: join(folder, 'data'), port });
}

function backUp(): void {
  cpSync(join(folder, 'data'), join(folder, 'backup'), { recursive: true });
}

/** Puts the backup in place, as a restore does: with an epoch of its own. */
function restore(): void {
  rmSync(join(folder, 'data'), { recursive: true });
  cpSync(join(folder, 'backup'), join(folder, 'data'), { recursive: true });
  for (const file of ['live.sqlite', 'test.sqlite']) renewEpoch(join(folder, 'data', file), randomUUID);
}

async function book(start_at: string): Promise<string> {
  const outcome = await desk.run('bookings.create', { ...visit, start_at });
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome.result.id;
}

test('S7: after a restore, desks send again what the backup lacks and drop what is gone', async () => {
  const kept = await book('2026-04-20T05:00:00Z');
  await desk.untilConnection({ waiting: 0 });
  await restartHub(backUp);
  await desk.untilConnection({ state: 'online' });
  const since = await book('2026-04-20T06:00:00Z');
  await desk.untilConnection({ waiting: 0 });
  const { body: foreign } = await hub.call('POST', '/v2/bookings', {
    ...visit,
    start_at: '2026-04-20T07:00:00Z',
  });
  await desk.untilShown('bookings', String(foreign.id));
  await desk.record('bookings', []);

  await desk.cutNetwork();
  await desk.run('bookings.reschedule', { id: since, start_at: '2026-04-20T08:00:00Z' });
  await restartHub(restore);
  expect(await bookingIdsAtHub(hub)).toEqual([kept]);
  await desk.mendNetwork();
  // What only the lost days of the hub knew goes, once everything has arrived anew.
  await desk.untilGone('bookings', String(foreign.id));
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0, filled: true });

  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual([kept, since].toSorted());
  expect(await bookingAtHub(hub, since)).toMatchObject({ start_at: '2026-04-20T08:00:00Z' });
  const frames = await desk.recordedUntil(since, { start_at: '2026-04-20T08:00:00Z' });
  // Nothing that this desk did was ever out of sight.
  for (const id of [kept, since])
    expect(frames.every((frame) => frame.filter((row) => row.id === id).length === 1)).toBe(true);
});

test('S7: what a restored hub has no room for any more needs attention, and is not lost', async () => {
  await restartHub(backUp);
  await desk.untilConnection({ state: 'online' });
  const lost = await book('2026-04-20T05:00:00Z');
  await desk.untilConnection({ waiting: 0 });
  await desk.cutNetwork();
  await restartHub(restore);
  const { body } = await hub.call('POST', '/v2/bookings', visit);
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 1, filled: true });

  const [refused] = await desk.attention();
  expect(refused).toMatchObject({ args: { id: lost }, refusal: { code: 'resource_unavailable' } });
  await desk.untilGone('bookings', lost);
  await desk.untilShown('bookings', String(body.id));
});
