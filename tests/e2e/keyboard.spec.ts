import type { Locator, Page } from '@playwright/test';
import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

/** Presses Tab until the focus is on `target`, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible();
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    if (await target.and(page.locator(':focus')).count()) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('a booking is made, moved, resized, put through its day and taken back by keyboard alone', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection } = await openDesk();
  const card = board.card('Priya Sharma');
  const focused = board.grid.getByRole('gridcell').and(page.locator(':focus'));
  const status = page.getByRole('status');
  const atHub = async () => {
    await expect(connection).toHaveText('Hub here');
    return (await practice.bookings())[0];
  };

  await test.step('the keyboard stands on now; arrows lead to the wished time', async () => {
    await tabTo(page, board.grid.getByRole('gridcell'));
    await expect(focused).toHaveAccessibleName('10:00 AM Dr Niket, free');
    await press(page, ...Array(4).fill('ArrowDown'));
    await expect(focused).toHaveAccessibleName('11:00 AM Dr Niket, free');
  });

  await test.step('Enter opens the form; Enter chooses and books', async () => {
    await press(page, 'Enter');
    await expect(
      page.getByRole('form', { name: 'New booking' }).getByRole('textbox', { name: 'Customer' }),
    ).toBeFocused();
    await bookFor(page, 'Priya');
    await expect(focused).toHaveAccessibleName(/^11:00 AM Priya Sharma/);
  });

  await test.step('m lifts, Escape leaves it where it was', async () => {
    await press(page, 'm', 'ArrowDown', 'ArrowDown', 'Escape');
    await expect(focused).toHaveAccessibleName(/^11:00 AM Priya Sharma/);
    expect(await atHub()).toMatchObject({ start_at: at('11:00') });
  });

  await test.step('m lifts, arrows carry, Enter drops; what the rules say is spoken', async () => {
    await press(page, 'm', 'ArrowDown', 'ArrowDown', 'ArrowRight');
    await expect(status.filter({ hasText: '11:30 AM – 12:00 PM, Dr Asha: Free' })).toHaveCount(1);
    await press(page, 'Enter');
    await expect(board.card('11:30 AM Priya Sharma', 'Dr Asha')).toBeFocused();
    expect(await atHub()).toMatchObject({ resource_id: 'res_asha', start_at: at('11:30') });
  });

  await test.step('r resizes', async () => {
    await press(page, 'r', 'ArrowDown', 'ArrowDown', 'Enter');
    await expect.poll(atHub).toMatchObject({ start_at: at('11:30'), end_at: at('12:30') });
  });

  await test.step('Ctrl+Z takes it back', async () => {
    await press(page, 'Control+z');
    await expect.poll(atHub).toMatchObject({ start_at: at('11:30'), end_at: at('12:00') });
  });

  await test.step('Enter opens the drawer, its buttons are a few Tabs away, Escape leads back to the card', async () => {
    await expect(card).toBeFocused();
    await press(page, 'Enter');
    const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
    await tabTo(page, drawer.getByRole('button', { name: 'Arrived' }));
    await press(page, 'Enter');
    await expect(board.card('Priya Sharma', 'arrived')).toHaveCount(1);
    expect(await atHub()).toMatchObject({ status: 'checked_in' });
    await press(page, 'Escape');
    await expect(drawer).toHaveCount(0);
    await expect(card).toBeFocused();
  });
});
