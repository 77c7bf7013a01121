import { bookFor, boxOf } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { holdAnswers } from './held-answers.ts';
import { at, monday } from './practice.ts';

test('a booking takes one click in a gap, one search and Enter; it shows at once and settles when the hub answers', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection } = await openDesk();
  const answers = await holdAnswers(page, '/v2/sync/intents');
  await page.evaluate(() => {
    addEventListener('pointerdown', () => document.body.setAttribute('data-clicks', `${clicks() + 1}`), true);
    const clicks = () => Number(document.body.getAttribute('data-clicks'));
  });

  await board.click('Dr Niket', '11:00');
  await bookFor(page, 'priya');

  const card = board.card('11:00 AM Priya Sharma', 'Consultation', 'Dr Niket', 'confirmed');
  await expect(card).toHaveCount(1);
  await expect(card).toHaveAccessibleName(/waiting for the hub/);
  await expect(connection).toHaveText('Hub here, sending 1 change');
  expect(Number(await page.locator('body').getAttribute('data-clicks'))).toBeLessThanOrEqual(3);

  answers.release();
  await expect(card).toHaveAccessibleName('11:00 AM Priya Sharma, Consultation, Dr Niket, confirmed');
  await expect(connection).toHaveText('Hub here');
  expect(await practice.bookings()).toMatchObject([
    { customer_id: 'cust_priya', resource_id: 'res_niket', start_at: at('11:00'), end_at: at('11:30') },
  ]);
});

test('choosing somebody else takes the open form to their column, inside the window', async ({
  openDesk,
}) => {
  const { page, board } = await openDesk();
  const form = page.getByRole('form', { name: 'New booking' });
  await board.click('Dr Niket', '11:00');
  const before = await boxOf(form);
  await form.getByRole('combobox', { name: 'With' }).click();
  await form.getByRole('option', { name: 'Dr Asha' }).click();

  await expect.poll(async () => (await boxOf(form)).x).toBeLessThan(before.x);
  await expect(form).toBeInViewport({ ratio: 1 });
});

test('somebody who is not known yet is booked in the same form', async ({ practice, openDesk }) => {
  const { page, board, connection } = await openDesk();
  const form = page.getByRole('form', { name: 'New booking' });

  await board.click('Dr Asha', '14:00');
  await form.getByRole('textbox', { name: 'Customer' }).fill('Nadia Okafor');
  await form.getByRole('option', { name: 'Add “Nadia Okafor” as a new customer' }).click();
  await form.getByRole('textbox', { name: 'Phone' }).fill('98765 00001');
  await page.keyboard.press('Enter');

  await expect(board.card('2:00 PM Nadia Okafor', 'Dr Asha')).toHaveCount(1);
  await expect(connection).toHaveText('Hub here');
  const [booking] = await practice.bookings();
  const { body } = await practice.hub.call('GET', `/v2/customers/${booking?.customer_id}`);
  expect(body).toMatchObject({ name: 'Nadia Okafor', phone: '+919876500001' });
});

test('dragging a card moves it to another time and column, dragging its edge changes its length; both can be taken back', async ({
  practice,
  openDesk,
}) => {
  const { id } = await practice.book('11:00', 'priya');
  const { page, board, connection } = await openDesk();
  const atHub = async () => {
    await expect(connection).toHaveText('Hub here');
    return (await practice.bookings()).find((booking) => booking.id === id);
  };
  const before = { resource_id: 'res_niket', start_at: at('11:00'), end_at: at('11:30') };

  await test.step('to another time and column', async () => {
    await board.drag(board.card('Priya Sharma'), 'middle', 'Dr Asha', '13:00');
    await expect(board.card('1:00 PM Priya Sharma', 'Dr Asha')).toHaveCount(1);
    await expect(board.card('Priya Sharma')).toHaveCount(1);
    expect(await atHub()).toMatchObject({
      resource_id: 'res_asha',
      start_at: at('13:00'),
      end_at: at('13:30'),
    });
  });

  await test.step('Undo on the toast takes it back', async () => {
    const toast = page.getByRole('alert').filter({ hasText: 'Moved Priya Sharma' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect(board.card('11:00 AM Priya Sharma', 'Dr Niket')).toHaveCount(1);
    expect(await atHub()).toMatchObject(before);
  });

  await test.step('its lower edge', async () => {
    const { height } = await boxOf(board.card('Priya Sharma'));
    await board.drag(board.card('Priya Sharma'), 'edge', 'Dr Niket', '12:00');
    await expect
      .poll(async () => (await boxOf(board.card('Priya Sharma'))).height)
      .toBeGreaterThan(1.9 * height);
    expect(await atHub()).toMatchObject({ start_at: at('11:00'), end_at: at('12:00') });
  });

  await test.step('Ctrl+Z takes it back', async () => {
    await page.keyboard.press('Control+z');
    await expect.poll(atHub).toMatchObject(before);
  });
});

test('the drawer walks a visit through its day and says who did what when', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection } = await openDesk();
  await board.click('Dr Niket', '11:00');
  const form = page.getByRole('form', { name: 'New booking' });
  await form.getByRole('combobox', { name: 'Service' }).click();
  await form.getByRole('option', { name: 'First visit' }).click();
  await bookFor(page, 'Meera');
  await expect(board.card('Meera Iyer', 'First visit', 'to confirm')).toHaveCount(1);

  await board.card('Meera Iyer').click();
  const drawer = page.getByRole('dialog', { name: 'Meera Iyer' });
  for (const [button, word, status] of [
    ['Confirm', 'Confirmed', 'confirmed'],
    ['Arrived', 'Arrived', 'checked_in'],
    ['Start', 'In progress', 'in_progress'],
    ['Done', 'Done', 'completed'],
  ] as const) {
    await drawer.getByRole('button', { name: button, exact: true }).click();
    await expect(board.card('Meera Iyer', word.toLowerCase())).toHaveCount(1);
    await expect(connection).toHaveText('Hub here');
    await expect.poll(async () => (await practice.bookings())[0]?.status).toBe(status);
  }

  const lines = drawer.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(lines).toHaveCount(5);
  for (const line of await lines.all()) {
    await expect(line).toContainText('Desk in a browser · Mon, Apr 20, 10:00 AM');
  }
  const [booking] = await practice.bookings();
  const { body } = await practice.hub.call('GET', `/v2/bookings/${booking?.id}/history`);
  const actions = ['created', 'confirmed', 'checked in', 'started', 'completed'];
  expect(body.data).toMatchObject(
    actions.map((action) => ({ action, by_name: 'Desk in a browser', at: monday })),
  );
});

test('beside the open drawer the board goes on working', async ({ practice, openDesk }) => {
  await practice.book('11:00', 'priya');
  await practice.book('12:00', 'meera');
  const { page, board } = await openDesk();
  const other = board.card('Meera Iyer');
  await page.mouse.move(0, 0);
  const before = await other.screenshot();
  await board.card('Priya Sharma').click();
  await expect(page.getByRole('dialog', { name: 'Priya Sharma' })).toBeVisible();
  await page.mouse.move(0, 0);
  // Nothing lies over it, not even something that lets clicks through.
  const look = async () => before.equals(await other.screenshot());
  await expect.poll(look).toBe(true);

  const { x, y } = await board.point('Dr Niket', '12:00');
  await page.mouse.click(x, y + 10);
  await expect(page.getByRole('dialog', { name: 'Meera Iyer' })).toBeVisible();
  await board.drag(other, 'middle', 'Dr Niket', '13:00');
  await expect(board.card('1:00 PM Meera Iyer')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a booking is cancelled with its reason, and Undo brings it back', async ({ practice, openDesk }) => {
  await practice.book('11:00', 'priya');
  const { page, board } = await openDesk();
  await board.card('Priya Sharma').click();
  const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
  await drawer.getByRole('button', { name: 'Cancel booking' }).click();
  await drawer.getByRole('textbox', { name: 'Why is it cancelled?' }).fill('Caught a cold');
  await drawer.getByRole('button', { name: 'Cancel booking' }).click();

  await expect(board.card('Priya Sharma')).toHaveCount(0);
  await expect(drawer).toContainText('Caught a cold');
  await expect
    .poll(() => practice.bookings())
    .toMatchObject([{ status: 'cancelled', cancel_reason: 'Caught a cold' }]);

  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(board.card('11:00 AM Priya Sharma', 'confirmed')).toHaveCount(1);
  await expect.poll(() => practice.bookings()).toMatchObject([{ status: 'confirmed' }]);
});

test('the open drawer leaves the connection state in sight', async ({ practice, openDesk }) => {
  await practice.book('11:00', 'priya');
  const { board, page, connection } = await openDesk();
  await board.card('Priya Sharma').click();
  const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
  await expect(drawer).toBeVisible();
  const bar = await boxOf(connection);
  await expect.poll(async () => (await boxOf(drawer)).y).toBeGreaterThan(bar.y + bar.height);
});
