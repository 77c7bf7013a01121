import type { TestHub } from './hub.ts';

/** Documents of REF's example, so that its requests run as they stand. */
export async function referencePractice(hub: TestHub): Promise<void> {
  await hub.call('POST', '/v2/customers', {
    id: 'cust_priya_01',
    name: 'Priya Sharma',
    email: 'priya@example.com',
  });
  await hub.call('POST', '/v2/services', {
    id: 'svc_consult_30',
    name: 'Consultation',
    duration: 30,
    slot_step: 30,
    price: { amount: 500, currency: 'INR' },
  });
  const day = [{ start: '09:00', end: '18:00' }];
  await hub.call('POST', '/v2/resources', {
    id: 'res_dr_niket',
    name: 'Dr Niket',
    timezone: 'Asia/Kolkata',
    working_hours: { weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day } },
  });
}
