import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type TestClock, testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';

/** Monday, 10:00 in the practice: what the clocks of hub and desks say until a test sets them. */
export const monday = '2026-04-20T04:30:00Z';

/** A booking as the hub's API shows it, as far as tests look at it. */
const hubBooking = z.object({
  id: z.string(),
  customer_id: z.string(),
  resource_id: z.string(),
  start_at: z.string(),
  end_at: z.string(),
  status: z.string(),
  override: z.array(z.string()),
  override_reason: z.string().optional(),
  cancel_reason: z.string().optional(),
});
export type HubBooking = z.output<typeof hubBooking>;

/** A practice of two people with a hub of its own, on real files and a real port. */
export interface Practice {
  readonly hub: TestHub;
  readonly clock: TestClock;
  /** What the hub has, in the order of time. */
  bookings(): Promise<HubBooking[]>;
  /** Books over the API, as a website would; times are `HH:MM` of the practice's Monday. */
  book(time: string, customer: CustomerKey, resource?: ResourceKey): Promise<HubBooking>;
  stopHub(): Promise<void>;
  /** Starts a new hub on the same port and data. */
  startHubAgain(): Promise<void>;
}

const customers = {
  priya: { id: 'cust_priya', name: 'Priya Sharma', email: 'priya@example.com', phone: '+919876543210' },
  rahul: { id: 'cust_rahul', name: 'Rahul Verma', email: 'rahul@example.com' },
  meera: { id: 'cust_meera', name: 'Meera Iyer', phone: '+919812345678' },
} as const;
type CustomerKey = keyof typeof customers;

const open = [{ start: '09:00', end: '18:00' }];
const weekly = { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open };
const resources = {
  niket: { id: 'res_niket', name: 'Dr Niket', sort_order: 1, color: '#1971c2', working_hours: { weekly } },
  asha: { id: 'res_asha', name: 'Dr Asha', sort_order: 2, color: '#9c36b5', working_hours: { weekly } },
} as const;
type ResourceKey = keyof typeof resources;

const price = { amount: 500, currency: 'INR' };
const services = {
  consultation: { id: 'svc_consult', name: 'Consultation', duration: 30, slot_step: 15, price },
  firstVisit: { id: 'svc_first', name: 'First visit', duration: 45, requires_confirmation: true, price },
} as const;

/** The instant at which it is `HH:MM` on the practice's Monday. */
export function at(time: string): string {
  return new Date(Date.parse(`2026-04-20T${time}:00+05:30`)).toISOString().replace('.000Z', 'Z');
}

/** Starts it; `filled`: false leaves the practice without people and services. */
export async function startPractice(filled: boolean): Promise<Practice & { close(): Promise<void> }> {
  const clock = testClock(monday);
  const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-e2e-'));
  const deskDir = join(import.meta.dirname, '../../out/renderer');
  let hub = await startHub({ clock, deskDir, dataDir });
  const port = Number(new URL(hub.url).port);
  let runs = true;

  async function send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await hub.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  if (filled) {
    for (const customer of Object.values(customers)) await send('POST', '/v2/customers', customer);
    for (const resource of Object.values(resources)) await send('POST', '/v2/resources', resource);
    for (const service of Object.values(services)) await send('POST', '/v2/services', service);
  }

  return {
    clock,
    get hub() {
      return hub;
    },
    async bookings() {
      const { data } = await send('GET', '/v2/bookings?limit=100&sort=start_at');
      return z.array(hubBooking).parse(data);
    },
    async book(time, customer, resource = 'niket') {
      const body = {
        customer_id: customers[customer].id,
        service_id: services.consultation.id,
        resource_id: resources[resource].id,
        start_at: at(time),
      };
      return hubBooking.parse(await send('POST', '/v2/bookings', body));
    },
    async stopHub() {
      runs = false;
      await hub.stop();
    },
    async startHubAgain() {
      hub = await startHub({ clock, deskDir, dataDir, port });
      runs = true;
    },
    async close() {
      if (runs) await hub.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
