import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('A6: a class is scheduled on the board, seats are given until it is full, it moves with everybody and is cancelled with them', async ({
  practice,
  openDesk,
}) => {
  const yoga = { id: 'svc_yoga', name: 'Yoga', duration: 60, capacity: 2 };
  await practice.hub.call('POST', '/v2/services', yoga);
  const { page, board, connection } = await openDesk();
  const session = async () => {
    const { body } = await practice.hub.call('GET', '/v2/classes');
    return body.data;
  };

  await test.step('scheduled from a gap', async () => {
    await board.click('Dr Niket', '11:00');
    const form = page.getByRole('form', { name: 'New booking' });
    await form.getByRole('combobox', { name: 'Service' }).click();
    await form.getByRole('option', { name: 'Yoga' }).click();
    await expect(form).toContainText('No class with a free seat');
    await form.getByRole('button', { name: 'Schedule a class here' }).click();
    await expect(board.card('11:00 AM Yoga, 0 of 2 seats, class, Dr Niket')).toHaveCount(1);
  });

  await test.step('a seat from quick booking', async () => {
    await board.click('Dr Niket', '14:00');
    const form = page.getByRole('form', { name: 'New booking' });
    await form.getByRole('combobox', { name: 'Service' }).click();
    await form.getByRole('option', { name: 'Yoga' }).click();
    await form.getByRole('button', { name: 'Mon, Apr 20, 11:00 AM · 2 left' }).click();
    await bookFor(page, 'priya');
    await expect(board.card('Yoga, 1 of 2 seats, class')).toHaveCount(1);
  });

  const drawer = page.getByRole('dialog', { name: 'Yoga' });
  await test.step('the last one in the class itself', async () => {
    await board.card('Yoga').click();
    await expect(drawer.getByRole('list', { name: 'Attendees' }).getByRole('listitem')).toHaveCount(1);
    const seat = drawer.getByRole('form', { name: 'Give a seat' });
    await seat.getByRole('textbox', { name: 'Customer' }).fill('Meera');
    await seat.getByRole('option', { name: 'Meera Iyer' }).click();
    await seat.getByRole('button', { name: 'Give a seat' }).click();
    await expect(drawer).toContainText('2 of 2 seats taken');
    await expect(drawer).toContainText('Full: every seat is taken.');
    await drawer.getByRole('button', { name: 'Arrived: Meera Iyer' }).click();
    await expect(drawer.getByRole('listitem').filter({ hasText: 'Meera Iyer' })).toContainText('Arrived');
    await page.getByRole('button', { name: 'Close' }).first().click();
  });

  await test.step('dragged, everybody moves along; taken back, too', async () => {
    await board.drag(board.card('Yoga'), 'middle', 'Dr Asha', '15:00');
    await expect(board.card('3:00 PM Yoga, 2 of 2 seats, class, Dr Asha')).toHaveCount(1);
    await expect(connection).toHaveText('Hub here');
    const starts = async () => (await practice.bookings()).map(({ start_at }) => start_at);
    await expect.poll(starts).toEqual([at('15:00'), at('15:00')]);
    await page.keyboard.press('Control+z');
    await expect(board.card('11:00 AM Yoga', 'Dr Niket')).toHaveCount(1);
    await expect.poll(starts).toEqual([at('11:00'), at('11:00')]);
    await expect.poll(session).toMatchObject([{ seats_taken: 2, resource_id: 'res_niket' }]);
  });
});

test('A6: cancelling a class asks first, and cancels every seat in it', async ({ practice, openDesk }) => {
  await practice.hub.call('POST', '/v2/services', {
    id: 'svc_yoga',
    name: 'Yoga',
    duration: 60,
    capacity: 2,
  });
  const made = await practice.hub.call('POST', '/v2/classes', {
    service_id: 'svc_yoga',
    resource_id: 'res_niket',
    start_at: at('11:00'),
  });
  const { id } = made.body;
  await practice.hub.call('POST', '/v2/bookings', { customer_id: 'cust_priya', class_id: id });
  const { page, board } = await openDesk();

  await page.getByRole('link', { name: 'Find a time' }).click();
  await page.getByRole('textbox', { name: 'What, with whom, when' }).fill('yoga');
  await page.getByRole('button', { name: '11:00 AM, Dr Niket, 1 seat left' }).click();
  const drawer = page.getByRole('dialog', { name: 'Yoga' });
  await drawer.getByRole('button', { name: 'Cancel class' }).click();
  await expect(drawer).toContainText('This cancels the 1 booking in it, too.');
  await drawer.getByRole('textbox', { name: 'Why is it cancelled?' }).fill('Flu');
  await drawer.getByRole('button', { name: 'Cancel the class' }).click();
  await expect(drawer).toContainText('Cancelled');
  await expect(board.card('Yoga')).toHaveCount(0);
  await expect.poll(() => practice.bookings()).toMatchObject([{ status: 'cancelled' }]);
});
