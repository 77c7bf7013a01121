import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';

const owner = { name: 'Olga Ortiz', email: 'olga@example.com', role: 'owner', pin: '246813' };

test('S12: a practice that wants it shows nothing before somebody signs in, also without the hub; what they do is theirs', async ({
  practice,
  openDesk,
}) => {
  const { hub } = practice;
  await hub.call('POST', '/v2/staff', owner);
  await hub.call('POST', '/v2/staff', { name: 'Asha Nair', role: 'front_desk', pin: '1357' });
  const { page, board, connection, cutNetwork, untilKeptForOffline } = await openDesk({ keepsFiles: true });
  await untilKeptForOffline();
  await hub.call('PATCH', '/v2/tenant', { desk_sign_in: true });

  const lock = page.getByRole('dialog', { name: 'Sign in to work at this desk' });
  await lock.getByRole('button', { name: 'Asha Nair' }).click();
  await expect(lock.getByLabel('PIN')).toBeFocused();
  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await expect(lock.getByText('This isn’t the PIN.')).toBeVisible();
  await page.keyboard.type('1357');
  await page.keyboard.press('Enter');
  await expect(lock).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Signed in: Asha Nair' })).toBeVisible();

  await board.click('Dr Niket', '13:00');
  await bookFor(page, 'priya');
  await expect(board.card('1:00 PM Priya Sharma', 'Consultation', 'Dr Niket')).toHaveCount(1);
  await expect.poll(async () => JSON.stringify(await practice.bookings())).toContain('cust_priya');

  await cutNetwork();
  await expect(connection).toContainText('Offline');
  await page.keyboard.press('Control+Shift+l');
  const locked = page.getByRole('dialog', { name: 'This desk is locked' });
  await expect(locked.getByLabel('PIN')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Signed in: Asha Nair' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(locked).toBeVisible();
  await page.reload();
  await expect(locked.getByLabel('PIN')).toBeFocused();
  await expect(page.getByText('Priya Sharma')).toHaveCount(0);
  await page.keyboard.type('1357');
  await page.keyboard.press('Enter');
  await expect(board.card('1:00 PM Priya Sharma', 'Consultation', 'Dr Niket')).toHaveCount(1);
});
