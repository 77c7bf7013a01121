import { readFileSync } from 'node:fs';
import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('by keyboard alone: somebody walks in, is booked into what is free, and is seen; a slip is taken back', async ({
  practice,
  openDesk,
}) => {
  const { page, connection, ...desk } = await openDesk({ keepsFiles: true });
  await desk.untilKeptForOffline();
  await desk.cutNetwork();
  const keys = page.keyboard;
  await keys.press('Control+k');
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible();
  await keys.type('walk');
  await expect(page.getByRole('option', { name: /walk/i, selected: true })).toBeVisible();
  await keys.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Customer' })).toBeFocused();
  await keys.type('priya');
  await expect(page.getByRole('option', { name: 'Priya Sharma' })).toBeVisible();
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Note walk-in' })).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: /^Book Priya Sharma: 10:00 AM with/ })).toBeFocused();
  await keys.press('Enter');

  const row = page.getByRole('list', { name: 'Today’s bookings' }).getByRole('listitem');
  await expect(row).toContainText('Arrived');
  await expect(row).toContainText('just came');
  await page.getByRole('button', { name: 'Start: Priya Sharma' }).press('Enter');
  await expect(row).toContainText('In progress');
  await keys.press('Control+z');
  await expect(row).toContainText('Arrived');

  await desk.mendNetwork();
  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toMatchObject([
    { customer_id: 'cust_priya', start_at: at('10:00'), status: 'checked_in' },
  ]);
});

test('the palette finds a customer’s booking, a date and a screen; back goes where one was', async ({
  practice,
  openDesk,
}) => {
  await practice.book('15:00', 'rahul');
  const { page } = await openDesk();
  const keys = page.keyboard;
  const search = page.getByRole('combobox', { name: 'Customer, date, screen or action' });
  await keys.press('Control+k');
  await expect(search).toBeFocused();
  await keys.type('wait');
  await keys.press('Enter');
  await expect(page).toHaveTitle(/^Waitlist · /);
  await expect(page.getByRole('heading', { name: 'Waitlist' })).toBeFocused();

  await page.getByRole('button', { name: 'Search' }).click();
  await search.fill('rahul');
  await page
    .getByRole('group', { name: 'Bookings' })
    .getByRole('option', { name: /3:00 PM/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Rahul Verma' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/waitlist$/);

  await keys.press('Control+k');
  await search.fill('may 4');
  await expect(page.getByRole('option', { name: /4 May|May 4/ })).toBeVisible();
  await keys.press('Enter');
  await expect(page).toHaveURL(/\/board\/2026-05-04$/);
  await keys.press('Control+k');
  await keys.press('Escape');
  await expect(search).toHaveCount(0);
  await keys.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Take back');
});

test('S1: what waits is listed offline and can be saved to be entered elsewhere', async ({ openDesk }) => {
  const { page, board, connection, ...desk } = await openDesk({ keepsFiles: true });
  await desk.untilKeptForOffline();
  await desk.cutNetwork();
  await board.click('Dr Niket', '14:00');
  await bookFor(page, 'Priya');
  await expect(connection).toHaveText('Offline, 1 change waiting');
  await connection.click();
  const sheet = page.getByRole('dialog', { name: 'Connection to the hub' });
  const waiting = sheet.getByRole('region', { name: 'change waits' }).getByRole('listitem');
  await expect(waiting).toContainText(/Book Priya Sharma, Consultation, with Dr Niket on .*2:00 PM/);
  const saving = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Save as data' }).click();
  const file = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
  expect(file).toMatchObject({
    kind: 'dunebook.waiting-changes',
    changes: [
      {
        command: 'bookings.create',
        args: { customer_id: 'cust_priya', service_id: 'svc_consult', start_at: at('14:00') },
        customer: { name: 'Priya Sharma', phone: '+919876543210' },
        resources: ['Dr Niket'],
      },
    ],
  });
  await desk.mendNetwork();
  await sheet.getByRole('button', { name: 'Try again now' }).click();
  await expect(sheet).toContainText('Nothing waits');
});
