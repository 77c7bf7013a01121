import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

test('B5, B6: a series shows what is in the way before it is booked; a visit is put elsewhere, another left out; moved and cancelled as a whole', async ({
  practice,
  openDesk,
}) => {
  const later = (days: number) => new Date(Date.parse(at('11:00')) + days * 86_400_000).toISOString();
  for (const days of [7, 14]) {
    await practice.hub.call('POST', '/v2/bookings', {
      customer_id: 'cust_rahul',
      service_id: 'svc_consult',
      resource_id: 'res_niket',
      start_at: later(days).replace('.000Z', 'Z'),
    });
  }
  const { page, board, connection } = await openDesk();
  await board.click('Dr Niket', '11:00');
  await page.getByRole('form', { name: 'New booking' }).getByRole('button', { name: 'Repeat…' }).click();

  const form = page.getByRole('form', { name: 'New series' });
  const visits = form.getByRole('list', { name: 'Visits' }).getByRole('listitem');
  await expect(visits).toHaveCount(6);
  await expect(form).toContainText('2 can’t be and are left out');
  await expect(visits.nth(1)).toContainText('Dr Niket has Rahul Verma');
  await visits.nth(1).getByRole('button', { name: 'Mon, Apr 27, 11:30 AM' }).click();
  await expect(form).toContainText('1 can’t be and is left out');
  await expect(visits.nth(1)).toContainText('moved, put it back');

  await form.getByRole('textbox', { name: 'Customer' }).fill('priya');
  await form.getByRole('option', { name: 'Priya Sharma' }).click();
  await form.getByRole('button', { name: 'Book 5 visits' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('alert')).toContainText('Booked 5 visits for Priya Sharma');
  await expect(board.card('11:00 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
  await expect(connection).toHaveText('Hub here');
  const all = await practice.bookings();
  const starts = all
    .filter(({ customer_id }) => customer_id === 'cust_priya')
    .map(({ start_at }) => start_at);
  expect(starts).toHaveLength(5);
  expect(starts).toContain('2026-04-27T06:00:00Z');

  await board.card('11:00 AM Priya Sharma').click();
  const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
  await expect(drawer).toContainText('Every week, 6 visits, 1 left out');
  const times = async () => {
    const mine = (await practice.bookings()).filter(({ customer_id }) => customer_id === 'cust_priya');
    return mine.map(({ start_at, status }) => `${start_at.slice(11, 16)} ${status}`);
  };
  await expect.poll(times).toHaveLength(5);
  const booked = (await times()).sort();
  await drawer.getByRole('button', { name: 'Move the series…' }).click();
  const move = drawer.getByRole('form', { name: 'Move the series' });
  await move.getByRole('spinbutton', { name: 'Start, hours' }).fill('04');
  await move.getByRole('combobox', { name: 'Start, AM or PM' }).selectOption('PM');
  await move.getByRole('button', { name: 'Move these visits' }).click();
  await expect(board.card('4:00 PM Priya Sharma')).toHaveCount(1);
  // The one that was put elsewhere by itself stays there.
  const moved = ['10:30', '06:00', '10:30', '10:30', '10:30'];
  await expect.poll(times).toEqual(moved.map((time) => `${time} confirmed`));

  await drawer.getByRole('button', { name: 'Cancel the series…' }).click();
  await drawer.getByText('All to come').click();
  await drawer.getByRole('button', { name: 'Cancel these visits' }).click();
  await expect(board.card('Priya Sharma')).toHaveCount(0);
  await expect.poll(times).toEqual(moved.map((time) => `${time} cancelled`));
  // One click for the one, one for the other: back to what was booked.
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(times).toEqual(moved.map((time) => `${time} confirmed`));
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await times()).sort()).toEqual(booked);
});
