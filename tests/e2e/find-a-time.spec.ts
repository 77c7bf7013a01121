import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('typing a wish shows the free starts across weeks, and one of them is booked', async ({
  practice,
  openDesk,
}) => {
  await practice.book('15:00', 'rahul');
  const { page, connection } = await openDesk();
  await page.getByRole('link', { name: 'Find a time' }).click();
  const wish = page.getByRole('textbox', { name: 'What, with whom, when' });
  const starts = page.getByRole('region', { name: 'Free starts' });
  await expect(wish).toBeFocused();

  await wish.pressSequentially('consult niket mon after 3');
  await expect(page.getByRole('combobox', { name: 'With' })).toHaveValue('Dr Niket');
  await expect(page.getByRole('button', { name: 'Mon', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  // One line for each Monday; on the first, 15:00 is taken.
  await expect(starts.getByRole('region')).toHaveCount(4);
  const today = starts.getByRole('region', { name: 'Mon, Apr 20' });
  await expect(today.getByRole('button', { name: '3:00 PM' })).toHaveCount(0);
  await expect(today.getByRole('button', { name: '3:30 PM, Dr Niket' })).toBeVisible();

  await page.getByRole('button', { name: 'From 3:00 PM' }).click();
  await expect(today.getByRole('button').first()).toHaveAccessibleName('10:00 AM, Dr Niket');

  await wish.press('ArrowDown');
  await expect(today.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'New booking' });
  await form.getByRole('textbox', { name: 'Customer' }).fill('priya');
  await expect(form.getByRole('option', { name: 'priya' }).first()).toHaveAttribute(
    'data-combobox-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('alert')).toContainText('Booked Priya Sharma, Mon, Apr 20');
  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toMatchObject([
    { customer_id: 'cust_priya', resource_id: 'res_niket', start_at: at('10:30') },
    { customer_id: 'cust_rahul' },
  ]);
});

test('at the end of a visit the next one is found: the same again, in six weeks', async ({
  practice,
  openDesk,
}) => {
  const { id } = await practice.book('11:00', 'priya');
  for (const step of ['check-in', 'start', 'complete'])
    await practice.hub.call('POST', `/v2/bookings/${id}/${step}`, {});
  const { page, board } = await openDesk();
  await board.card('Priya Sharma').click();
  await page.getByRole('dialog', { name: 'Priya Sharma' }).getByRole('link', { name: 'Next visit…' }).click();
  await expect(page.getByRole('heading', { name: 'Find a time for Priya Sharma' })).toBeVisible();
  const starts = page.getByRole('region', { name: 'Free starts' });
  const monday = starts.getByRole('region', { name: 'Mon, Jun 1', exact: true });
  await monday.getByRole('button', { name: '9:00 AM, Dr Niket' }).click();
  const form = page.getByRole('form', { name: 'New booking' });
  await expect(form).toContainText('Priya Sharma');
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Booked Priya Sharma, Mon, Jun 1, 9:00 AM');
});

test('where nothing suits, it says which wish to give up; it works while the hub is away', async ({
  openDesk,
}) => {
  const { page, cutNetwork, connection, untilKeptForOffline } = await openDesk({
    keepsFiles: true,
  });
  await untilKeptForOffline();
  await cutNetwork();
  await expect(connection).toHaveText('Offline');
  await page.getByRole('link', { name: 'Find a time' }).click();
  const wish = page.getByRole('textbox', { name: 'What, with whom, when' });
  await wish.fill('consultation saturday');
  await expect(page.getByRole('heading', { name: 'No free time for Consultation' })).toBeVisible();
  await page.getByRole('button', { name: 'On any day' }).click();
  const starts = page.getByRole('region', { name: 'Free starts' });
  await expect(starts.getByRole('region').first()).toBeVisible();
  await expect(starts.getByRole('button', { name: '10:00 AM, Dr Niket or another' }).first()).toBeVisible();
});
