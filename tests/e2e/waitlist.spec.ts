import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('A9: somebody waits, is offered what frees, and accepts: the time is theirs; another declines and waits on', async ({
  practice,
  openDesk,
}) => {
  const { page, connection } = await openDesk();
  await page.getByRole('link', { name: 'Find a time' }).click();
  await page.getByRole('textbox', { name: 'What, with whom, when' }).fill('consultation niket saturday');
  await page.getByRole('link', { name: 'Put on the waitlist' }).click();

  const join = page.getByRole('form', { name: 'Put on the waitlist' });
  await expect(join.getByRole('combobox', { name: 'With' })).toHaveValue('Dr Niket');
  await join.getByRole('textbox', { name: 'Customer' }).fill('priya');
  await join.getByRole('option', { name: 'Priya Sharma' }).click();
  await join.getByRole('button', { name: 'Mon', exact: true }).click();
  await join.getByRole('button', { name: 'Afternoon' }).click();
  await join.getByRole('checkbox', { name: 'Urgent: comes first' }).check();
  await join.getByRole('button', { name: 'Put on the list' }).click();

  const priya = page.getByRole('listitem', { name: 'Priya Sharma' });
  await expect(priya).toContainText('Mon · afternoon · until Mon, May 18');
  await expect(priya).toContainText('Urgent');
  await expect(priya).toContainText('Free now: Mon, Apr 20, 12:00 PM with Dr Niket');
  await priya.getByRole('button', { name: 'Offer it' }).click();
  await expect(priya).toContainText('Offered: Mon, Apr 20, 12:00 PM with Dr Niket');
  await priya.getByRole('button', { name: 'Declined' }).click();
  // Nobody else waits: what she gave back frees 12:15 for her, which the hub offers by itself.
  await expect(priya).toContainText('Offered: Mon, Apr 20, 12:15 PM with Dr Niket');

  await priya.getByRole('button', { name: 'Accepted' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody waits' })).toBeVisible();
  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toMatchObject([
    { customer_id: 'cust_priya', resource_id: 'res_niket', start_at: at('12:15') },
  ]);
});
