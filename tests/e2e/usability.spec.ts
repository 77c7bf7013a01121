import type { Page } from '@playwright/test';
import { boxOf } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

/** Counts what a person does from now on: clicks, and keys other than those that write a text. */
async function count(page: Page): Promise<() => Promise<{ clicks: number; keys: number }>> {
  await page.evaluate(() => {
    const counts = { clicks: 0, keys: 0 };
    Reflect.set(globalThis, 'counts', counts);
    addEventListener('pointerdown', () => counts.clicks++, true);
    addEventListener('keydown', ({ key }) => key.length > 1 && counts.keys++, true);
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'counts'));
}

test('from a gap to a booking: one search and at most 3 clicks for who is known, name, phone and at most 3 for who is not', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection } = await openDesk();
  const form = page.getByRole('form', { name: 'New booking' });
  const done = await count(page);

  await board.click('Dr Niket', '11:00');
  await expect(form.getByRole('textbox', { name: 'Customer' })).toBeFocused();
  await page.keyboard.type('priya');
  await form.getByRole('option', { name: 'Priya Sharma' }).click();
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(board.card('11:00 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  expect(await done()).toEqual({ clicks: 3, keys: 0 });

  await board.click('Dr Asha', '11:00');
  await expect(form.getByRole('textbox', { name: 'Customer' })).toBeFocused();
  await page.keyboard.type('Nadia Okafor');
  await form.getByRole('option', { name: 'Add “Nadia Okafor” as a new customer' }).click();
  // The phone number is what is asked for next.
  await expect(form.getByRole('textbox', { name: 'Phone' })).toBeFocused();
  await page.keyboard.type('98765 00001');
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(board.card('11:00 AM Nadia Okafor', 'Dr Asha')).toHaveCount(1);
  expect(await done()).toEqual({ clicks: 6, keys: 0 });

  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toHaveLength(2);
});

test('to the first free time of next week: at most 4 actions', async ({ practice, openDesk }) => {
  await practice.book('11:00', 'priya');
  const { page, board, connection } = await openDesk();
  const done = await count(page);

  const { x, y } = await boxOf(board.card('Priya Sharma'));
  await page.mouse.click(x + 10, y + 6);
  const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
  await drawer.getByRole('button', { name: 'Move to another time…' }).click();
  await drawer.getByRole('button', { name: 'Next week' }).click();
  await drawer.getByRole('button', { name: 'Mon, Apr 27, 9:00 AM · Dr Niket' }).click();
  await expect(connection).toHaveText('Hub here');
  await expect.poll(async () => (await practice.bookings())[0]?.start_at).toBe('2026-04-27T03:30:00Z');
  expect(await done()).toEqual({ clicks: 4, keys: 0 });
  expect(at('09:00')).toBe('2026-04-20T03:30:00Z');
});
