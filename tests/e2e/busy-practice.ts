import { expect } from '@playwright/test';
import { at, monday, type Practice } from './practice.ts';

/** Who signs in where a PIN is asked for. */
export const manager = { name: 'Mina Das', email: 'mina@example.com', role: 'manager', pin: '246813' };

/** The zone of the practice; desks that stand there do not name it. */
export const zone = 'Asia/Kolkata';

const open = [
  { start: '08:30', end: '12:30' },
  { start: '13:30', end: '18:00' },
];
const week = { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open };

const people = [
  { id: 'res_lena', name: 'Dr Lena', color: '#2b8a3e' },
  { id: 'res_omar', name: 'Dr Omar', color: '#e8590c' },
].map((person, i) => ({ ...person, sort_order: 3 + i, working_hours: { weekly: week } }));

const price = { amount: 900, currency: 'INR' };
const services = [
  { id: 'svc_massage', name: 'Massage', duration: 60, color: '#9c36b5', category: 'Physiotherapy' },
  {
    id: 'svc_laser',
    name: 'Laser',
    duration: 45,
    buffer_after: 15,
    color: '#2b8a3e',
    category: 'Physiotherapy',
  },
  { id: 'svc_blood', name: 'Blood test', duration: 15, color: '#e03131', category: 'Laboratory' },
  { id: 'svc_talk', name: 'Follow-up', duration: 30, color: '#1971c2', category: 'Visits' },
].map((service) => ({ ...service, price }));

const names = [
  'Anil Kapoor',
  'Bela Shah',
  'Chitra Nair',
  'Deepak Joshi',
  'Esha Menon',
  'Farid Khan',
  'Gita Rao',
];
const customers = [
  ...names.map((name, i) => ({ id: `cust_${i}`, name, phone: `+9198765432${20 + i}` })),
  ...Array.from({ length: 20 }, (_, i) => ({
    id: `cust_p${i}`,
    name: `Person ${String(i).padStart(2, '0')}`,
  })),
];

/** Who comes on Monday: time, person, service, customer. */
const day = [
  ['09:00', 'res_niket', 'svc_talk', 0],
  ['09:30', 'res_niket', 'svc_massage', 1],
  ['11:00', 'res_niket', 'svc_talk', 2],
  ['14:00', 'res_niket', 'svc_laser', 3],
  ['09:00', 'res_asha', 'svc_laser', 4],
  ['10:15', 'res_asha', 'svc_blood', 5],
  ['11:00', 'res_asha', 'svc_massage', 6],
  ['15:00', 'res_asha', 'svc_talk', 0],
  ['08:30', 'res_lena', 'svc_blood', 1],
  ['10:00', 'res_lena', 'svc_massage', 2],
  ['14:30', 'res_lena', 'svc_laser', 5],
  ['09:30', 'res_omar', 'svc_talk', 3],
  ['11:30', 'res_omar', 'svc_massage', 4],
  ['15:30', 'res_omar', 'svc_blood', 6],
] as const;

/** Fills a practice so that every screen has something to show, the same every time; its clock says 10:00 after that. */
export async function fillBusily({ hub, clock }: Practice): Promise<void> {
  const call = async (method: string, path: string, body?: object) => {
    const answer = await hub.call(method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  clock.set(at('08:00'));
  await call('POST', '/v2/staff', manager);
  for (const resource of people) await call('POST', '/v2/resources', resource);
  for (const service of services) await call('POST', '/v2/services', service);
  for (const customer of customers) await call('POST', '/v2/customers', customer);
  await call('PATCH', '/v2/customers/cust_0', {
    alert: 'Allergic to latex',
    notes: 'Prefers mornings.',
    email: 'anil@example.com',
    tags: ['returning'],
  });
  const ids: string[] = [];
  for (const [i, [time, resource_id, service_id, customer]] of day.entries()) {
    const customer_id = `cust_${customer}`;
    const made = await call('POST', '/v2/bookings', {
      // What begins at the same time is listed by its id.
      id: `bk_${String(i).padStart(2, '0')}`,
      start_at: at(time),
      resource_id,
      service_id,
      customer_id,
    });
    ids.push(String(made.id));
  }
  for (let later = 1; later <= 3; later++)
    for (const time of ['09:30', '11:00', '14:00', '16:00'])
      await call('POST', '/v2/bookings', {
        start_at: new Date(Date.parse(at(time)) + later * 86_400_000).toISOString().replace('.000Z', 'Z'),
        resource_id: 'res_niket',
        service_id: 'svc_talk',
        customer_id: `cust_p${later}`,
      });
  const [first, second, , , missed, waiting] = ids;
  clock.set(at('09:00'));
  for (const step of ['check-in', 'start', 'complete']) await call('POST', `/v2/bookings/${first}/${step}`);
  clock.set(at('09:35'));
  for (const step of ['check-in', 'start']) await call('POST', `/v2/bookings/${second}/${step}`);
  await call('POST', `/v2/bookings/${missed}/no-show`);
  clock.set(at('09:50'));
  await call('POST', `/v2/bookings/${waiting}/check-in`);
  for (const id of ['cust_p5', 'cust_p6'])
    await call('POST', '/v2/waitlist', {
      id: `wl_${id}`,
      customer_id: id,
      service_id: 'svc_talk',
      until: at('23:00'),
      walk_in: true,
    });
  await call('POST', '/v2/resources/res_asha/time-off', {
    start_at: at('16:00'),
    end_at: at('18:00'),
    reason: 'Course',
  });
  await call('POST', '/v2/resources/res_omar/time-off', {
    start_at: at('15:00'),
    end_at: at('18:00'),
    reason: 'Flu',
  });
  await call('POST', '/v2/closures', {
    start_at: '2026-12-24T18:30:00Z',
    end_at: '2026-12-25T18:30:00Z',
    reason: 'Christmas',
  });
  for (const description of ['Website', 'Bookkeeping'])
    await call('POST', '/v2/webhooks', {
      url: `https://example.com/${description.toLowerCase()}`,
      events: ['customer.merged'],
      description,
    });
  clock.set(monday);
}
