import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('S3: what one desk changes shows at the other by itself', async ({ practice, openDesk }) => {
  await practice.book('10:30', 'rahul');
  const a = await openDesk();
  const b = await openDesk();
  let loads = 0;
  a.page.on('load', () => {
    loads += 1;
  });

  await b.board.click('Dr Asha', '11:00');
  await bookFor(b.page, 'Priya');
  await expect(a.board.card('11:00 AM Priya Sharma', 'Dr Asha')).toHaveCount(1);
  await b.board.drag(b.board.card('Priya Sharma'), 'middle', 'Dr Niket', '12:00');
  await expect(a.board.card('12:00 PM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  await b.board.card('Rahul Verma').click();
  await b.page.getByRole('dialog', { name: 'Rahul Verma' }).getByRole('button', { name: 'No-show' }).click();
  await expect(a.board.card('Rahul Verma')).toHaveCount(0);
  expect(loads).toBe(0);
});

test('S2, S3: desks work on while the hub is away and settle with the one that comes back', async ({
  practice,
  openDesk,
}) => {
  const a = await openDesk();
  const b = await openDesk();
  await practice.stopHub();
  for (const desk of [a, b]) await expect(desk.connection).toHaveText('Offline');

  await a.board.click('Dr Niket', '11:00');
  await bookFor(a.page, 'Priya');
  await b.board.click('Dr Asha', '11:00');
  await bookFor(b.page, 'Meera');
  for (const desk of [a, b]) await expect(desk.connection).toHaveText('Offline, 1 change waiting');

  await practice.startHubAgain();
  for (const desk of [a, b]) {
    await expect(desk.connection).toHaveText('Hub here', { timeout: 30_000 });
    await expect(desk.board.card('11:00 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
    await expect(desk.board.card('11:00 AM Meera Iyer', 'Dr Asha')).toHaveCount(1);
    await expect(desk.page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
  }
  expect((await practice.bookings()).map(({ start_at }) => start_at)).toEqual([at('11:00'), at('11:00')]);
});
