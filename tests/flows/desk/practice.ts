import { afterEach, beforeEach } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';

/** Wednesday morning in the practice, for hub and desks alike. */
export const wednesday = '2026-04-15T04:00:00Z';

/** REF's booking: Monday 10:30 with Dr Niket. */
export const visit = {
  customer_id: 'cust_priya_01',
  service_id: 'svc_consult_30',
  resource_id: 'res_dr_niket',
  start_at: '2026-04-20T05:00:00Z',
};

/** A hub with REF's practice, and its clock. */
export async function startPractice(dataDir?: string): Promise<{ hub: TestHub; clock: TestClock }> {
  const clock = testClock(wednesday);
  const hub = await startHub({ clock, ...(dataDir !== undefined && { dataDir }) });
  await referencePractice(hub);
  return { hub, clock };
}

/** For each test of a file: a hub with REF's practice, and a desk in step with it that tries again soon. */
export function deskInStep(): { readonly hub: TestHub; readonly desk: TestDesk } {
  let hub: TestHub;
  let desk: TestDesk;
  beforeEach(async () => {
    ({ hub } = await startPractice());
    desk = await startDesk(hub, { hurry: 10 });
    await desk.untilConnection({ state: 'online', filled: true });
  });
  afterEach(async () => {
    await desk.stop();
    await hub.stop();
  });
  return {
    get hub() {
      return hub;
    },
    get desk() {
      return desk;
    },
  };
}

/** What the hub's API says of a booking. */
export async function bookingAtHub(hub: TestHub, id: string): Promise<Record<string, unknown> | undefined> {
  const { status, body } = await hub.call('GET', `/v2/bookings/${id}`);
  return status === 200 ? body : undefined;
}

/** Ids of all bookings of the hub. */
export async function bookingIdsAtHub(hub: TestHub): Promise<unknown[]> {
  const { body } = await hub.call('GET', '/v2/bookings?limit=100');
  const rows = Array.isArray(body.data) ? body.data : [];
  return rows.map((row) => row.id);
}
