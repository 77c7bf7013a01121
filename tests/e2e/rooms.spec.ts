import { bookFor } from '../kit/browser-desk.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

const room3 = { role: 'room', resource_id: 'res_room3' };

test('A4, A5: whoever is free is chosen with the reason, a room comes along, and is swapped and taken back', async ({
  practice,
  openDesk,
}) => {
  const rooms = ['Room 1', 'Room 2', 'Room 3'].map((name, i) => ({
    id: `res_room${i + 1}`,
    name,
    kind: 'room',
  }));
  for (const [i, room] of rooms.entries())
    await practice.hub.call('POST', '/v2/resources', { ...room, sort_order: i });
  await practice.hub.call('POST', '/v2/services', {
    id: 'svc_physio',
    name: 'Physio',
    duration: 30,
    any_staff: 'least_loaded',
    needs: [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room' },
    ],
  });
  await practice.hub.call('POST', '/v2/resources', { id: 'res_bela', name: 'Dr Bela', sort_order: 9 });
  const rahul = { customer_id: 'cust_rahul', service_id: 'svc_physio' };
  const taken = [
    { ...rahul, resource_id: 'res_niket', start_at: at('11:00') },
    { ...rahul, resource_id: 'res_bela', start_at: at('12:30'), allocations: [room3] },
  ];
  for (const body of taken) await practice.hub.call('POST', '/v2/bookings', body);
  const { page, board, connection } = await openDesk();

  await board.click('Dr Niket', '12:30');
  const form = page.getByRole('form', { name: 'New booking' });
  await form.getByRole('combobox', { name: 'Service' }).click();
  await form.getByRole('option', { name: 'Physio' }).click();
  await form.getByRole('combobox', { name: 'With' }).click();
  await form.getByRole('option', { name: 'Anyone free' }).click();
  await expect(form).toContainText('Free with Dr Asha and Room 1 (least booked that day of those free)');
  await bookFor(page, 'priya');

  await board.card('12:30 PM Priya Sharma', 'Dr Asha').click();
  const drawer = page.getByRole('dialog', { name: 'Priya Sharma' });
  await expect(drawer).toContainText('least booked that day of those free');
  const room = drawer.getByRole('combobox', { name: 'Room' });
  await expect(room).toHaveValue('Room 1');
  await room.click();
  await expect(page.getByRole('option', { name: 'Room 3 · not free' })).toBeVisible();
  await page.getByRole('option', { name: 'Room 2' }).click();
  await expect(room).toHaveValue('Room 2');
  await expect(connection).toHaveText('Hub here');
  const where = async () => {
    const { body } = await practice.hub.call('GET', '/v2/bookings?customer_id=cust_priya');
    return JSON.stringify(body.data);
  };
  await expect.poll(where).toContain('res_room2');
  expect(await where()).toContain('res_asha');

  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(room).toHaveValue('Room 1');
  await expect.poll(where).toContain('res_room1');
});
