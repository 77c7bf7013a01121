import { expect, test } from 'vitest';
import { bookingIdsAtHub, deskInStep, visit } from './practice.ts';

const practice = deskInStep();

test('S1, S2: a network that comes and goes all the time loses nothing, does nothing twice, and never stops the work', async () => {
  const { hub, desk } = practice;
  const times = ['04:00', '04:30', '05:00', '05:30', '06:00', '06:30', '07:00', '07:30'];
  for (const [i, time] of times.entries()) {
    const id = `bk_${i}`;
    await desk.mendNetwork();
    if (i % 3 === 0) await desk.dropPushAnswers(1);
    if (i % 3 === 1) await desk.dropRequests(2);
    if (i % 3 === 2) await desk.reorderRequests(3);
    await desk.run('bookings.create', { ...visit, id, start_at: `2026-04-20T${time}:00Z` });
    expect(await desk.get('bookings', id)).toBeDefined();
    await desk.cutNetwork();
    await desk.run('bookings.update', { id, notes: `made ${time}` });
  }
  await desk.mendNetwork();
  await desk.untilConnection({ state: 'online', waiting: 0 });
  const ids = times.map((_, i) => `bk_${i}`);
  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(ids);
  for (const [i, time] of times.entries()) {
    const { body } = await hub.call('GET', `/v2/bookings/bk_${i}`);
    expect(body).toMatchObject({ version: 2, notes: `made ${time}` });
  }
  expect(await desk.attention()).toEqual([]);
});
