import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { holdAnswers } from './held-answers.ts';

test('S6: a toast that says booked says so no more once the hub has refused, and offers no Undo', async ({
  practice,
  openDesk,
}) => {
  const { page, board } = await openDesk();
  const pushed = await holdAnswers(page, '/v2/sync/intents');
  // Somebody else takes the time, and this desk has not heard of it yet.
  const pulled = await holdAnswers(page, '/v2/sync/bookings');
  await practice.book('11:00', 'rahul');
  await pulled.arrived;
  await board.click('Dr Niket', '11:00');
  await bookFor(page, 'Priya');
  const toast = page.getByRole('alert').filter({ hasText: 'Booked' });
  await expect(toast.getByRole('button', { name: 'Undo' })).toBeVisible();

  await pushed.arrived;
  pushed.release();
  pulled.release();
  await expect(page.getByRole('alert').filter({ hasText: 'Refused by the hub: Booked' })).toBeVisible();
  await expect(page.getByRole('alert').getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(0);
  await expect(board.card('11:00 AM Rahul Verma')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Needs attention, 1' })).toBeVisible();

  // There is nothing to take back.
  await page.keyboard.press('Control+z');
  await expect(board.card('11:00 AM Rahul Verma')).toHaveCount(1);
  expect(await practice.bookings()).toHaveLength(1);
});
