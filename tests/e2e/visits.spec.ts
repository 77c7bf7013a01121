import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('several services in one stay are found, booked, moved and cancelled as one', async ({
  practice,
  openDesk,
}) => {
  await practice.book('11:30', 'rahul', 'asha');
  const { page, board, connection } = await openDesk();
  await board.click('Dr Niket', '11:00');
  await page
    .getByRole('form', { name: 'New booking' })
    .getByRole('button', { name: 'With other services…' })
    .click();
  const form = page.getByRole('form', { name: 'New visit' });
  await form.getByRole('textbox', { name: 'Customer' }).fill('priya');
  await form.getByRole('option', { name: 'Priya Sharma' }).click();
  await form.getByRole('button', { name: 'Another service' }).click();
  const second = form.getByRole('group', { name: 'Service 2' });
  await second.getByRole('combobox', { name: 'Service' }).click();
  await second.getByRole('option', { name: 'First visit' }).click();
  await second.getByRole('combobox', { name: 'With' }).click();
  await second.getByRole('option', { name: 'Dr Asha' }).click();

  // Asha is taken from 11:30 to 12:00, so that the stay cannot begin at 11:00.
  await expect(form.getByRole('button', { name: 'Mon, Apr 20, 10:00 AM' })).toBeVisible();
  await expect(form.getByRole('button', { name: 'Mon, Apr 20, 11:00 AM' })).toHaveCount(0);
  await form.getByRole('button', { name: 'Mon, Apr 20, 11:30 AM' }).click();
  await expect(form).toContainText('11:30 AM – 12:00 PM Dr Niket · 12:00 PM – 12:45 PM Dr Asha');
  await form.getByRole('button', { name: 'Book the visit' }).click();
  await expect(form).toHaveCount(0);
  await expect(board.card('11:30 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  await expect(board.card('12:00 PM Priya Sharma', 'First visit', 'Dr Asha')).toHaveCount(1);

  await board.card('12:00 PM Priya Sharma').click();
  const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
  await expect(drawer.getByRole('list', { name: 'In the same stay' }).getByRole('listitem')).toHaveCount(2);
  await drawer.getByRole('button', { name: 'Move the whole stay…' }).click();
  const move = drawer.getByRole('form', { name: 'Move the whole stay' });
  await move.getByRole('spinbutton', { name: 'Start, hours' }).fill('02');
  await move.getByRole('combobox', { name: 'Start, AM or PM' }).selectOption('PM');
  await move.getByRole('button', { name: 'Move the whole stay' }).click();
  await expect(board.card('2:30 PM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  await expect(board.card('3:00 PM Priya Sharma', 'Dr Asha')).toHaveCount(1);
  await expect(connection).toHaveText('Hub here');
  const priya = async () =>
    (await practice.bookings()).filter(({ customer_id }) => customer_id === 'cust_priya');
  await expect.poll(priya).toMatchObject([{ start_at: at('14:30') }, { start_at: at('15:00') }]);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(priya).toMatchObject([{ start_at: at('11:30') }, { start_at: at('12:00') }]);

  await drawer.getByRole('button', { name: 'Cancel the whole stay…' }).click();
  await drawer.getByRole('button', { name: 'Cancel all of it' }).click();
  await expect(board.card('Priya Sharma')).toHaveCount(0);
  await expect.poll(priya).toMatchObject([{ status: 'cancelled' }, { status: 'cancelled' }]);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  // Each is again what it was: the first visit still waits to be confirmed.
  await expect.poll(priya).toMatchObject([{ status: 'confirmed' }, { status: 'pending' }]);
});
