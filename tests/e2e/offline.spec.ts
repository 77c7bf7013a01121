import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('S1, S5: a booking made offline shows at once, survives a reload offline and reaches the other desk under its own id', async ({
  practice,
  openDesk,
}) => {
  const a = await openDesk({ keepsFiles: true });
  const b = await openDesk();
  await a.untilKeptForOffline();
  await a.cutNetwork();
  await expect(a.connection).toHaveText('Offline');

  await a.board.click('Dr Niket', '11:00');
  await bookFor(a.page, 'Priya');
  const card = a.board.card('11:00 AM Priya Sharma', 'Dr Niket', 'confirmed', 'waiting for the hub');
  await expect(card).toHaveCount(1);
  await expect(a.connection).toHaveText('Offline, 1 change waiting');
  await card.click();
  const id = a.page.url().split('/').at(-1);

  await a.goTo('/');
  await expect(card).toHaveCount(1);
  await a.page.reload();
  await expect(card).toHaveCount(1);
  await expect(a.connection).toHaveText('Offline, 1 change waiting');
  expect(await practice.bookings()).toEqual([]);
  await expect(b.board.card('Priya Sharma')).toHaveCount(0);

  await a.mendNetwork();
  await expect(a.connection).toHaveText('Hub here');
  await expect(b.board.card('11:00 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  expect(await practice.bookings()).toMatchObject([{ id, start_at: at('11:00') }]);
  await b.board.card('Priya Sharma').click();
  expect(b.page.url()).toBe(`${practice.hub.url}/booking/${id}`);
});

test('S2, S6: of two desks that take the same slot offline one has it; the other finds out why and books next to it with one click', async ({
  practice,
  openDesk,
}) => {
  const desks = [await openDesk(), await openDesk()] as const;
  const customers = ['Priya', 'Meera'] as const;
  for (const desk of desks) await desk.cutNetwork();
  for (const [i, desk] of desks.entries()) {
    await desk.board.click('Dr Niket', '11:00');
    await bookFor(desk.page, customers[i] ?? '');
    await expect(desk.connection).toHaveText('Offline, 1 change waiting');
  }

  await Promise.all(desks.map((desk) => desk.mendNetwork()));
  for (const desk of desks) await expect(desk.connection).toHaveText('Hub here');
  const [accepted, ...others] = await practice.bookings();
  expect(others).toEqual([]);
  expect(accepted).toMatchObject({ start_at: at('11:00'), resource_id: 'res_niket', status: 'confirmed' });
  const [winner, loser, winning, losing] =
    accepted?.customer_id === 'cust_priya'
      ? [desks[0], desks[1], 'Priya Sharma', 'Meera Iyer']
      : [desks[1], desks[0], 'Meera Iyer', 'Priya Sharma'];
  await expect(winner.page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
  for (const desk of desks) await expect(desk.board.card('11:00 AM', winning)).toHaveCount(1);
  await expect(loser.board.card(losing)).toHaveCount(0);

  await loser.page.getByRole('link', { name: 'Needs attention, 1' }).click();
  const item = loser.page.getByRole('list', { name: 'Needs attention' }).getByRole('listitem', {
    name: `Book ${losing}, Consultation, with Dr Niket on Mon, Apr 20, 11:00 AM`,
  });
  await expect(item).toContainText(`Dr Niket has ${winning}, 11:00 AM – 11:30 AM`);
  const suggestions = item.getByRole('button', { name: '· Dr ' });
  expect(await suggestions.count()).toBeGreaterThanOrEqual(2);
  await expect(suggestions.first()).toHaveText('Mon, Apr 20, 11:30 AM · Dr Niket');
  await suggestions.first().click();

  await expect(loser.page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
  await loser.page.getByRole('link', { name: 'Board' }).click();
  for (const desk of desks) {
    await expect(desk.board.card('11:00 AM', winning)).toHaveCount(1);
    await expect(desk.board.card('11:30 AM', losing)).toHaveCount(1);
    await expect(desk.connection).toHaveText('Hub here');
  }
  expect((await practice.bookings()).map(({ start_at, status }) => `${start_at} ${status}`)).toEqual([
    `${at('11:00')} confirmed`,
    `${at('11:30')} confirmed`,
  ]);
});

test('S1, S9: a clock that steps back three hours between booking and sending loses nothing; the desk says that it is wrong', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection, ...desk } = await openDesk();
  await desk.cutNetwork();
  await board.click('Dr Niket', '14:00');
  await bookFor(page, 'Priya');
  await expect(connection).toHaveText('Offline, 1 change waiting');

  await desk.setClock('2026-04-20T01:30:00Z');
  await board.click('Dr Niket', '15:00');
  await bookFor(page, 'Meera');
  await expect(connection).toHaveText('Offline, 2 changes waiting');
  const warning = page.getByRole('region', { name: 'Connection' }).getByText('Clock 3 h behind');
  await expect(warning).toHaveCount(0);

  await desk.mendNetwork();
  await expect(connection).toHaveText('Hub here');
  await expect(warning).toBeVisible();
  await expect(page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
  expect(await practice.bookings()).toMatchObject([
    { customer_id: 'cust_priya', start_at: at('14:00'), status: 'confirmed' },
    { customer_id: 'cust_meera', start_at: at('15:00'), status: 'confirmed' },
  ]);
});

test('S11: two windows of one desk book offline; every intent arrives once, under consecutive numbers', async ({
  practice,
  openDesk,
}) => {
  const one = await openDesk();
  const two = await one.openWindow();
  await expect(two.connection).toHaveText('Hub here');
  const sent: { n: number; id: string }[] = [];
  one.context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/v2/sync/intents') sent.push(...request.postDataJSON().intents);
  });
  await one.cutNetwork();

  const bookings = [
    { desk: one, customer: 'Priya', time: '11:00', card: '11:00 AM Priya' },
    { desk: two, customer: 'Meera', time: '12:00', card: '12:00 PM Meera' },
    { desk: one, customer: 'Rahul', time: '13:00', card: '1:00 PM Rahul' },
    { desk: two, customer: 'Priya', time: '14:00', card: '2:00 PM Priya' },
  ];
  for (const { desk, customer, time, card } of bookings) {
    await desk.board.click('Dr Niket', time);
    await bookFor(desk.page, customer);
    for (const window of [one, two]) await expect(window.board.card(card)).toHaveCount(1);
  }
  for (const window of [one, two]) await expect(window.connection).toHaveText('Offline, 4 changes waiting');

  sent.length = 0;
  await one.mendNetwork();
  for (const window of [one, two]) await expect(window.connection).toHaveText('Hub here');
  expect((await practice.bookings()).map(({ start_at }) => start_at)).toEqual(
    bookings.map(({ time }) => at(time)),
  );
  const numbers = sent.map(({ n }) => n);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
});
