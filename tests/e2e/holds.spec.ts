import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('A9: the time of an open form is kept, other desks see who is booking, and closing gives it back', async ({
  practice,
  openDesk,
}) => {
  const a = await openDesk();
  const b = await openDesk();
  await a.board.click('Dr Niket', '11:00');
  const form = a.page.getByRole('form', { name: 'New booking' });
  await expect(form).toContainText('Free · kept for you');
  await expect(b.board.column('Dr Niket')).toContainText('is booking');
  await expect(a.board.column('Dr Niket')).not.toContainText('is booking');

  await form.getByRole('combobox', { name: 'With' }).click();
  await form.getByRole('option', { name: 'Dr Asha' }).click();
  await expect(b.board.column('Dr Asha')).toContainText('is booking');
  await expect(b.board.column('Dr Niket')).not.toContainText('is booking');

  await a.page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await expect(b.board.column('Dr Asha')).not.toContainText('is booking');
  await expect.poll(async () => (await practice.hub.call('GET', '/v2/holds')).body.data).toEqual([]);
});

test('A9: booking takes the hold over', async ({ practice, openDesk }) => {
  const { page, board, connection } = await openDesk();
  await board.click('Dr Niket', '11:00');
  await expect(page.getByRole('form', { name: 'New booking' })).toContainText('kept for you');
  await bookFor(page, 'priya');
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(1);
  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toMatchObject([{ customer_id: 'cust_priya', start_at: at('11:00') }]);
  await expect.poll(async () => (await practice.hub.call('GET', '/v2/holds')).body.data).toEqual([]);
});

test('A9, S2: what was booked offline is accepted although its hold ran out meanwhile', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection, cutNetwork, mendNetwork } = await openDesk();
  await board.click('Dr Niket', '11:00');
  await expect(page.getByRole('form', { name: 'New booking' })).toContainText('kept for you');
  await cutNetwork();
  await bookFor(page, 'priya');
  await expect(connection).toHaveText('Offline, 1 change waiting');
  practice.clock.set('2026-04-20T04:40:00Z');
  await mendNetwork();
  await expect(connection).toHaveText('Hub here', { timeout: 30_000 });
  expect(await practice.bookings()).toMatchObject([{ customer_id: 'cust_priya', start_at: at('11:00') }]);
  await expect(page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
});
