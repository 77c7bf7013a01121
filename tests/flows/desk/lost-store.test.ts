import { expect, test } from 'vitest';
import { bookingAtHub, bookingIdsAtHub, deskInStep, visit } from './practice.ts';

const practice = deskInStep();

const at = (hour: number) => ({ ...visit, start_at: `2026-04-20T0${hour}:00:00Z` });

test('S1: what waits outlives the store that it waits in: it is sent, the rest is pulled again', async () => {
  const { hub, desk } = practice;
  await desk.run('bookings.create', { ...at(4), id: 'bk_settled' });
  await desk.untilConnection({ waiting: 0 });
  await desk.cutNetwork();
  await desk.run('bookings.create', { ...at(5), id: 'bk_made' });
  await desk.run('bookings.update', { id: 'bk_made', notes: 'by the window' });
  await desk.run('bookings.create', { ...at(6), id: 'bk_other' });

  await desk.loseStore();
  expect((await desk.pending()).map(({ command }) => command)).toEqual([
    'bookings.create',
    'bookings.update',
    'bookings.create',
  ]);
  expect(await desk.get('bookings', 'bk_settled')).toBeUndefined();
  const rescue = { at: '2026-04-15T04:00:00Z', kept: 3, lost: 0 };
  expect(await desk.rescue()).toEqual(rescue);
  // And once more, before anything was sent.
  await desk.loseStore();
  expect(await desk.rescue()).toEqual(rescue);
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, filled: true });
  await desk.untilShown('bookings', 'bk_settled');
  expect(await bookingAtHub(hub, 'bk_made')).toMatchObject({ notes: 'by the window', version: 2 });
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(['bk_made', 'bk_other', 'bk_settled']);
  await desk.close();
  await desk.open();
  expect(await desk.pending()).toEqual([]);
  // It is told until somebody has seen it.
  expect(await desk.rescue()).toEqual(rescue);
  await desk.seenRescue();
  await desk.close();
  await desk.open();
  expect(await desk.rescue()).toBeUndefined();
});

test('S2: what the hub had done before the store was lost is not done again, and what it had refused is told again', async () => {
  const { hub, desk } = practice;
  await desk.cutNetwork();
  await desk.run('bookings.create', { ...at(5), id: 'bk_made' });
  await desk.run('bookings.create', { ...at(6), id: 'bk_refused' });
  await hub.call('POST', '/v2/bookings', at(6));
  await desk.dropPushAnswers(1);
  await desk.mendNetwork();
  await expect.poll(() => bookingAtHub(hub, 'bk_made')).toBeDefined();
  await desk.cutNetwork();
  await desk.loseStore();
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 1, filled: true });
  expect(await bookingAtHub(hub, 'bk_made')).toMatchObject({ version: 1 });
  // A person has not seen to it yet: so it outlives another loss, until somebody has.
  await desk.loseStore();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 1, filled: true });
  const [refused] = await desk.attention();
  await desk.dismiss(String(refused?.id));
  await desk.loseStore();
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0, filled: true });
});
