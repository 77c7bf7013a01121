import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('a booking that comes to lie in time off needs attention; moving it, or leaving it, settles that', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:00', 'priya');
  await practice.book('14:00', 'meera');
  const { page } = await openDesk();
  await expect(page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
  const off = { start_at: at('10:30'), end_at: at('18:00'), reason: 'Flu' };
  await practice.hub.call('POST', '/v2/resources/res_niket/time-off', off);

  await page.getByRole('link', { name: 'Needs attention, 2' }).click();
  const priya = page.getByRole('listitem', { name: 'Priya Sharma, Mon, Apr 20, 11:00 AM' });
  await expect(priya).toContainText('Dr Niket is away (Flu)');
  await priya.getByRole('button', { name: 'Mon, Apr 20, 11:00 AM · Dr Asha' }).click();
  await expect(priya).toHaveCount(0);
  await expect
    .poll(() => practice.bookings())
    .toMatchObject([{ start_at: at('11:00'), resource_id: 'res_asha' }, { start_at: at('14:00') }]);

  const meera = page.getByRole('listitem', { name: 'Meera Iyer, Mon, Apr 20, 2:00 PM' });
  await meera.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Needs attention', exact: true })).toBeVisible();
});

test('somebody who is away: their day is shared out among those who are free, and taken back in one', async ({
  practice,
  openDesk,
}) => {
  for (const time of ['11:00', '12:00', '15:00'] as const) await practice.book(time, 'priya');
  await practice.book('12:00', 'rahul', 'asha');
  const { page, board } = await openDesk();
  await page.getByRole('link', { name: 'Reassign a day' }).click();
  await page.getByRole('combobox', { name: 'Who is away' }).click();
  await page.getByRole('option', { name: 'Dr Niket' }).click();

  const form = page.getByRole('form', { name: 'Bookings of Dr Niket' });
  await expect(form.getByRole('listitem')).toHaveCount(3);
  await expect(form.getByRole('listitem').nth(1)).toContainText('Nobody is free then');
  await expect(form).toContainText('1 of 3 stay with Dr Niket');
  await form.getByRole('button', { name: 'Move 2 bookings' }).click();

  const whose = async () => {
    const priya = (await practice.bookings()).filter(({ customer_id }) => customer_id === 'cust_priya');
    return priya.map(({ resource_id }) => resource_id);
  };
  await expect.poll(whose).toEqual(['res_asha', 'res_niket', 'res_asha']);
  await expect(form.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(whose).toEqual(['res_niket', 'res_niket', 'res_niket']);

  await page.getByRole('link', { name: 'Board' }).click();
  await expect(board.card('Priya Sharma', 'Dr Niket')).toHaveCount(3);
});
