import type { Page } from '@playwright/test';
import { boxOf } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

/** The instant at which it is `HH:MM` on a date in the practice. */
function on(date: string, time: string): string {
  return new Date(Date.parse(`${date}T${time}:00+05:30`)).toISOString().replace('.000Z', 'Z');
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('in a week of one person bookings move to another day by mouse and by keyboard, and free time is blocked', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:00', 'priya');
  const { page, board, connection } = await openDesk();
  const card = board.card('Priya Sharma');
  const atHub = async () => {
    await expect(connection).toHaveText('Hub here');
    return (await practice.bookings())[0];
  };
  await card.focus();
  await press(page, '2');
  await expect(page).toHaveURL(/\/board\/2026-04-20\?view=week&resource=res_niket$/);
  await expect(board.grid).toHaveAccessibleName(/^Week of Dr Niket/);

  await test.step('by mouse', async () => {
    await board.drag(card, 'middle', 'Wed, Apr 22', '14:00');
    await expect(board.column('Wed, Apr 22').getByRole('gridcell', { name: '2:00 PM Priya' })).toHaveCount(1);
    expect(await atHub()).toMatchObject({ resource_id: 'res_niket', start_at: on('2026-04-22', '14:00') });
  });

  await test.step('by keyboard; what is said names the day', async () => {
    await card.focus();
    await press(page, 'm', 'ArrowRight', 'ArrowUp');
    const said = page.getByRole('status').filter({ hasText: '1:45 PM – 2:15 PM, Thu, Apr 23: Free' });
    await expect(said).toHaveCount(1);
    await press(page, 'Enter');
    await expect(board.column('Thu, Apr 23').getByRole('gridcell', { name: '1:45 PM Priya' })).toBeFocused();
    expect(await atHub()).toMatchObject({ start_at: on('2026-04-23', '13:45') });
  });

  await test.step('dragging over free time blocks it, b changes it, and both can be taken back', async () => {
    const blocks = async () => {
      await expect(connection).toHaveText('Hub here');
      return (await practice.hub.call('GET', '/v2/resources/res_niket/time-off')).body.data;
    };
    const from = await board.point('Fri, Apr 24', '12:00');
    const to = await board.point('Fri, Apr 24', '13:00');
    await page.mouse.move(from.x, from.y + 2);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y - 2, { steps: 4 });
    await page.mouse.up();
    const form = page.getByRole('form', { name: 'Block time' });
    await expect(form).toContainText('12:00 PM – 1:00 PM');
    await form.getByRole('textbox', { name: 'Why' }).fill('Lunch');
    await press(page, 'Enter');
    await expect(form).toHaveCount(0);
    await expect(board.column('Fri, Apr 24')).toContainText('Time off: Lunch');
    const span = { start_at: on('2026-04-24', '12:00'), end_at: on('2026-04-24', '13:00') };
    await expect.poll(blocks).toMatchObject([{ ...span, reason: 'Lunch' }]);

    await press(page, 'Control+z');
    await expect(board.grid).not.toContainText('Lunch');
    await expect.poll(blocks).toEqual([]);
    await press(page, 'Control+Shift+z');
    await expect(board.column('Fri, Apr 24')).toContainText('Time off: Lunch');
    await expect.poll(blocks).toMatchObject([span]);
    await press(page, 'Control+z');
    await expect.poll(blocks).toEqual([]);
  });

  await test.step('the way back leads to the day', async () => {
    await page.goBack();
    await expect(page).toHaveURL(/\/board\/2026-04-20$/);
    await expect(board.column('Dr Asha')).toHaveCount(1);
  });
});

test('a month says how full its days are and leads to one of them; the way back leads to the month', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:00', 'priya');
  await practice.book('12:00', 'meera');
  await practice.hub.call('POST', '/v2/closures', {
    start_at: on('2026-04-29', '00:00'),
    end_at: on('2026-04-30', '00:00'),
    reason: 'Stocktaking',
  });
  const { page, board } = await openDesk();
  await expect(board.card('Priya Sharma')).toHaveCount(1);
  await press(page, '3');
  await expect(board.grid).toHaveAccessibleName('April 2026');
  const day = (name: string) => board.grid.getByRole('gridcell', { name });
  await expect(day('Monday, April 20, 2026')).toHaveAccessibleName(
    'Monday, April 20, 2026, 2 bookings, 6% full',
  );
  await expect(day('Wednesday, April 29, 2026')).toHaveAccessibleName(/Closed: Stocktaking/);
  await expect(day('Monday, April 20, 2026')).toBeFocused();

  await press(page, 'PageDown');
  await expect(board.grid).toHaveAccessibleName('May 2026');
  await expect(day('Wednesday, May 20, 2026')).toBeFocused();
  await press(page, 'PageUp');
  await expect(day('Monday, April 20, 2026')).toBeFocused();
  await press(page, 'ArrowLeft', 'ArrowRight', 'Enter');
  await expect(page).toHaveURL(/\/board\/2026-04-20$/);
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(1);
  await page.goBack();
  await expect(board.grid).toHaveAccessibleName('April 2026');
});

test('a finger that rests on a card carries it, one that moves at once scrolls, and a tap opens', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:00', 'priya');
  const { page, board, context } = await openDesk();
  const card = board.card('Priya Sharma');
  await expect(card).toHaveCount(1);
  const touch = await context.newCDPSession(page);
  const finger = async (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) => {
    const touchPoints = type === 'touchEnd' ? [] : [{ x, y }];
    await touch.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  const scroller = page.locator('[role="grid"]').locator('..');
  const middle = async () => {
    const { x, y, width, height } = await boxOf(card);
    return { x: x + width / 2, y: y + height / 2 };
  };

  await test.step('resting first picks it up', async () => {
    const { x, y } = await middle();
    const to = await board.point('Dr Asha', '13:00');
    const { height } = await boxOf(card);
    await finger('touchStart', x, y);
    await expect(card).toHaveAttribute('data-lifted', 'true');
    for (let step = 1; step <= 5; step++)
      await finger('touchMove', x + ((to.x - x) * step) / 5, y + ((to.y + height / 2 - y) * step) / 5);
    await finger('touchEnd');
    await expect(board.card('1:00 PM Priya Sharma', 'Dr Asha')).toHaveCount(1);
    await expect
      .poll(() => practice.bookings())
      .toMatchObject([{ resource_id: 'res_asha', start_at: at('13:00') }]);
  });

  await test.step('a tap opens it', async () => {
    const { x, y } = await middle();
    await finger('touchStart', x, y);
    await finger('touchEnd');
    await expect(page.getByRole('dialog', { name: 'Priya Sharma' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  // Last, since a swipe rolls on for a while, and a finger would only stop that.
  await test.step('a swipe that begins on the card scrolls the board', async () => {
    const { x, y } = await middle();
    const before = await scroller.evaluate((element) => element.scrollTop);
    await finger('touchStart', x, y);
    for (let step = 1; step <= 8; step++) await finger('touchMove', x, y - 15 * step);
    await finger('touchEnd');
    await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(before + 50);
    await expect(board.card('1:00 PM Priya Sharma')).toHaveCount(1);
  });
});

test('keys that come faster than the board turns are not lost; days that are not kept say so', async ({
  openDesk,
}) => {
  const { page, board } = await openDesk();
  /** Each in a task of its own, as real ones are, but without a frame between them. */
  const typeFast = (keys: readonly string[]) =>
    page.evaluate(async (all) => {
      for (const key of all) {
        const on = document.activeElement ?? document.body;
        on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await new Promise((next) => setTimeout(next));
      }
    }, keys);
  await page.goto('/board/2026-04-20?view=week&resource=res_niket');
  await board.grid.locator('[role="gridcell"][tabindex="0"]').focus();
  await typeFast(['PageDown', 'PageDown', 'PageDown']);
  await expect(page).toHaveURL(/\/board\/2026-05-11\?view=week/);
  await expect(board.grid.locator('[role="gridcell"]:focus')).toHaveCount(1);

  await page.goto('/board/2026-04-20?view=month');
  await expect(page.locator('[data-date="2026-04-20"]')).toBeFocused();
  await typeFast(['PageUp', 'PageUp', 'Home', 'PageUp', 'ArrowRight']);
  await expect(page.locator('[data-date="2026-01-16"]')).toBeFocused();
  await expect(page.getByRole('note')).toContainText('This desk keeps bookings for 60 days.');
  await expect(page.getByRole('gridcell', { name: 'Friday, January 16, 2026, needs the hub' })).toBeVisible();

  // A new booking by the palette begins at the next free time.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible();
  await page.keyboard.type('New booking');
  await expect(page.getByRole('option', { name: 'New booking', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'New booking' });
  await expect(form).toContainText('10:00');
  await expect(form.getByRole('textbox', { name: 'Customer' })).toBeFocused();
});
