import { expect, test } from 'vitest';
import { isRefusal } from '../../../shared/errors.ts';
import { booked } from '../../kit/rest.ts';
import { bookingAtHub, deskInStep, visit } from './practice.ts';

const practice = deskInStep();

test('S1: what a full disk has no room for was not done, and is said so; with room again everything goes on by itself', async () => {
  const { hub, desk } = practice;
  await desk.run('bookings.create', { ...visit, id: 'bk_before' });
  await desk.untilConnection({ waiting: 0 });
  await desk.leaveRoom(0);
  const outcome = await desk.run('bookings.create', {
    ...visit,
    id: 'bk_none',
    start_at: '2026-04-20T06:00:00Z',
  });
  expect(isRefusal(outcome) && outcome.details?.missing).toBe('room');
  expect(await desk.get('bookings', 'bk_none')).toBeUndefined();
  expect(await desk.pending()).toEqual([]);
  // Somebody else goes on meanwhile.
  const id = await booked(hub, '2026-04-20T07:00:00Z');

  await desk.leaveRoom();
  await desk.untilShown('bookings', id);
  await desk.run('bookings.create', { ...visit, id: 'bk_after', start_at: '2026-04-20T08:00:00Z' });
  await desk.untilConnection({ waiting: 0 });
  expect(await bookingAtHub(hub, 'bk_after')).toBeDefined();
  expect(await bookingAtHub(hub, 'bk_none')).toBeUndefined();
});

test('whichever write of what the hub sends has no room, the desk is in step again once there is', async () => {
  const { hub, desk } = practice;
  for (let writes = 0; writes < 3; writes++) {
    await desk.leaveRoom(writes);
    await booked(hub, `2026-04-20T0${5 + writes}:00:00Z`);
    await desk.untilFull();
    await desk.leaveRoom();
    const id = await booked(hub, `2026-04-20T0${5 + writes}:30:00Z`);
    await desk.untilShown('bookings', id);
  }
});
