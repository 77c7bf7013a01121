import * as z from 'zod';
import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

const kept = z.object({
  id: z.string(),
  name: z.string(),
  price: z.record(z.string(), z.unknown()).optional(),
  archived: z.boolean(),
});

test('a service that is added at the desk can be booked there at once, and undo archives it', async ({
  practice,
  openDesk,
}) => {
  const { page, board, connection } = await openDesk();
  await page.goto('/settings/services/new');
  // Services are saved at the hub: until it is there, the form says so and sends nothing.
  await expect(connection).toHaveText('Hub here');
  const form = page.getByRole('form', { name: 'New service' });
  await form.getByRole('textbox', { name: 'Description' }).fill('What the laser does');
  await page.keyboard.press('Control+s');
  await expect(form.getByText('This is needed.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Laser');
  await form.getByRole('textbox', { name: 'Minutes' }).fill('40');
  await form.getByRole('textbox', { name: 'Amount' }).fill('1250.50');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /^Laser/ })).toContainText('₹1,250.50');
  await expect(page.getByRole('status').filter({ hasText: 'Added Laser' })).toHaveCount(1);
  const found = async () => {
    const { body } = await practice.hub.call('GET', '/v2/services?limit=50');
    return z
      .object({ data: z.array(kept) })
      .parse(body)
      .data.find(({ name }) => name === 'Laser');
  };
  expect(await found()).toMatchObject({
    price: { amount: 1250.5, currency: 'INR', type: 'flat' },
    archived: false,
  });

  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await board.click('Dr Niket', '13:00');
  await page.getByRole('combobox', { name: 'Service' }).click();
  await page.getByRole('option', { name: 'Laser · 40 min' }).click();
  await bookFor(page, 'priya');
  await expect(board.card('1:00 PM Priya Sharma', 'Laser', 'Dr Niket')).toHaveCount(1);
  await expect
    .poll(() => practice.bookings())
    .toMatchObject([{ start_at: at('13:00'), end_at: at('13:40') }]);

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Taken back: Booked', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await found())?.archived).toBe(true);
});

test('shorter hours leave a booking out of place: said before they are saved, and after with the way to it', async ({
  practice,
  openDesk,
}) => {
  await practice.book('16:30', 'priya');
  const { page } = await openDesk();
  await page.goto('/settings/resources/res_niket');
  const hours = page.getByRole('region', { name: 'Working hours' });
  await hours.getByRole('spinbutton', { name: 'Monday, to, hours' }).fill('04');
  await expect(page.getByText('This leaves 1 booking out of place.')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'To Needs attention' }).click();
  await expect(page.getByRole('listitem', { name: 'Priya Sharma, Mon, Apr 20, 4:30 PM' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
  expect(await practice.bookings()).toMatchObject([{ start_at: at('16:30'), resource_id: 'res_niket' }]);
});

test('a form with changes is not left without being asked, and keeps what was typed', async ({
  openDesk,
}) => {
  const { page } = await openDesk();
  await page.goto('/settings/services');
  await page.getByRole('link', { name: /^Consultation/ }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Long consultation');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
  await asked.getByRole('button', { name: 'Stay' }).click();
  await expect(asked).toHaveCount(0);
  await expect(name).toHaveValue('Long consultation');
  await page.goBack();
  await asked.getByRole('button', { name: 'Stay' }).click();
  await expect(name).toHaveValue('Long consultation');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Everything is saved')).toBeVisible();
  await page.getByRole('link', { name: 'Hours and closures' }).click();

  // The same in a dialog, and before another language or the end of the window.
  await page.getByRole('button', { name: 'Add a closure' }).click();
  const reason = page.getByRole('textbox', { name: 'Reason' });
  await reason.fill('Works outing');
  await page.keyboard.press('Escape');
  await asked.getByRole('button', { name: 'Stay' }).click();
  await expect(asked).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible();
  await page.keyboard.type('Deutsch');
  await expect(page.getByRole('option', { name: /Deutsch/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  const language = page.getByRole('dialog', { name: 'Change the language now?' });
  await language.getByRole('button', { name: 'Stay' }).click();
  await expect(reason).toHaveValue('Works outing');
  const closing = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await closing;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
});

test('what two people change in one service is joined; what both set to something else asks whose stays', async ({
  practice,
  openDesk,
}) => {
  const { page, connection } = await openDesk();
  await page.goto('/settings/services/svc_consult');
  await expect(connection).toHaveText('Hub here');
  const minutes = page.getByRole('textbox', { name: 'Minutes' });
  await minutes.fill('40');
  const theirs = { duration: 50, description: 'By appointment' };
  await practice.hub.call('PATCH', '/v2/services/svc_consult', theirs);
  const asked = page.getByRole('alert').filter({ hasText: 'Somebody else changed the same meanwhile' });
  await expect(asked).toContainText('They: 50. You: 40.');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('By appointment');
  await asked.getByRole('button', { name: 'Save mine' }).click();
  await expect(page.getByText('Everything is saved')).toBeVisible();
  const stored = async () => (await practice.hub.call('GET', '/v2/services/svc_consult')).body;
  expect(await stored()).toMatchObject({ duration: 40, description: 'By appointment' });
});

test('a change of the practice is taken back by Ctrl+Z, and done again', async ({ practice, openDesk }) => {
  const member = { name: 'Meera Iyer', email: 'meera@example.com', role: 'owner', pin: '246813' };
  expect(await practice.hub.call('POST', '/v2/staff', member)).toMatchObject({ status: 201 });
  const { page, connection } = await openDesk();
  await page.goto('/settings/practice');
  await expect(connection).toHaveText('Hub here');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(member.email);
  await page.getByLabel('PIN or password').fill(member.pin);
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  const before = await name.inputValue();
  await name.fill('Dune Clinic by the sea');
  await page.keyboard.press('Enter');
  const stored = async () => (await practice.hub.call('GET', '/v2/tenant')).body.name;
  await expect.poll(stored).toBe('Dune Clinic by the sea');
  await page.getByRole('heading', { name: 'Practice', exact: true }).click();
  await page.keyboard.press('Control+z');
  await expect.poll(stored).toBe(before);
  await expect(name).toHaveValue(before);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(stored).toBe('Dune Clinic by the sea');
});
