import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { testClock } from '../../kit/clock.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import { startHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { bookingAtHub, bookingIdsAtHub, visit, wednesday } from './practice.ts';

async function book(desk: TestDesk, start_at: string): Promise<string> {
  const outcome = await desk.run('bookings.create', { ...visit, start_at });
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome.result.id;
}

test('S7: a backup is put back under a running desk, which needs no new pairing and brings back what it did since', async () => {
  const clock = testClock(wednesday);
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-backup-'));
  const hub = await startHub({ clock, dataDir: join(folder, 'data') });
  await referencePractice(hub);
  const desk = await startDesk(hub, { hurry: 20 });
  await desk.untilConnection({ state: 'online', filled: true });
  const kept = await book(desk, '2026-04-20T05:00:00Z');
  await desk.untilConnection({ waiting: 0 });

  await hub.hub.backups.change({ passphrase: 'a long walk in the dunes' });
  const { file } = await hub.hub.backups.make();
  const since = await book(desk, '2026-04-20T06:00:00Z');
  await desk.untilConnection({ waiting: 0 });
  const foreign = await hub.call('POST', '/v2/bookings', { ...visit, start_at: '2026-04-20T07:00:00Z' });
  await desk.untilShown('bookings', String(foreign.body.id));
  await desk.cutNetwork();
  await desk.run('bookings.reschedule', { id: since, start_at: '2026-04-20T08:00:00Z' });

  const before = hub.hub.stores.live.epoch;
  const staged = await hub.hub.backups.restore(file, 'a long walk in the dunes');
  await staged.ready;
  await staged.go();
  expect(hub.hub.stores.live.epoch).not.toBe(before);
  expect(await bookingIdsAtHub(hub)).toEqual([kept]);
  await desk.mendNetwork();
  await desk.untilGone('bookings', String(foreign.body.id));
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0, filled: true });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual([kept, since].toSorted());
  expect(await bookingAtHub(hub, since)).toMatchObject({ start_at: '2026-04-20T08:00:00Z' });
  await desk.stop();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});
