import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('A2, A10: a taken time is refused at once, with what is in the way and what is free instead', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:30', 'rahul');
  const { page, board, connection, ...desk } = await openDesk();
  // The desk refuses by itself: no hub is asked.
  await desk.cutNetwork();
  await board.click('Dr Niket', '11:15');
  await expect(page.getByRole('form', { name: 'New booking' })).toContainText(
    'Dr Niket has Rahul Verma, 11:30 AM – 12:00 PM',
  );
  await bookFor(page, 'Priya');

  const dialog = page.getByRole('dialog', { name: 'Mon, Apr 20, 11:15 AM isn’t free' });
  await expect(dialog.getByRole('list', { name: 'What is in the way' }).getByRole('listitem')).toHaveText([
    'Dr Niket has Rahul Verma, 11:30 AM – 12:00 PM',
  ]);
  await expect(dialog.getByRole('button', { name: 'Book anyway' })).toHaveCount(0);
  const suggestions = dialog.getByRole('button', { name: '· Dr ' });
  expect(await suggestions.count()).toBeGreaterThanOrEqual(2);
  await expect(connection).toHaveText('Offline');

  await suggestions.filter({ hasText: '12:00 PM · Dr Niket' }).click();
  await expect(board.card('12:00 PM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  await desk.mendNetwork();
  await expect(connection).toHaveText('Hub here');
  expect((await practice.bookings()).map(({ start_at }) => start_at)).toEqual([at('11:30'), at('12:00')]);
});

test('A8: off hours a booking takes a reason, which is kept with it', async ({ practice, openDesk }) => {
  const { page, board, connection } = await openDesk();
  await page.mouse.move(600, 600);
  await page.mouse.wheel(0, 400);
  await board.click('Dr Asha', '18:30');
  await bookFor(page, 'Priya');

  const dialog = page.getByRole('dialog', { name: 'Mon, Apr 20, 6:30 PM isn’t free' });
  await expect(dialog.getByRole('listitem')).toHaveText(['Outside the working hours of Dr Asha']);
  await expect(dialog.getByRole('button', { name: 'Book anyway' })).toBeDisabled();
  expect(await practice.bookings()).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Book here anyway, because' }).fill('Comes from far away');
  await page.keyboard.press('Enter');

  await expect(board.card('6:30 PM Priya Sharma', 'Dr Asha')).toHaveCount(1);
  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toMatchObject([
    {
      start_at: at('18:30'),
      override: ['outside_working_hours'],
      override_reason: 'Comes from far away',
    },
  ]);
});

test('B3: a move onto a taken time is refused and the card goes back; the gap beside it takes it', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:00', 'priya');
  await practice.book('12:00', 'rahul');
  const { page, board, connection } = await openDesk();
  await board.drag(board.card('Priya Sharma'), 'middle', 'Dr Niket', '12:15');
  const dialog = page.getByRole('dialog', { name: 'Mon, Apr 20, 12:15 PM isn’t free' });
  await expect(dialog.getByRole('listitem')).toHaveText(['Dr Niket has Rahul Verma, 12:00 PM – 12:30 PM']);
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(1);

  // It may overlap its own old time.
  await board.drag(board.card('Priya Sharma'), 'middle', 'Dr Niket', '11:15');
  await expect(board.card('11:15 AM Priya Sharma')).toHaveCount(1);
  await expect(connection).toHaveText('Hub here');
  expect((await practice.bookings()).map(({ start_at }) => start_at)).toEqual([at('11:15'), at('12:00')]);
});
