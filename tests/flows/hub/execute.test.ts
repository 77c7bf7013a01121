import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubActor } from '../../../server/access/grant.ts';
import { execute } from '../../../server/commands/execute.ts';
import type { Once, Outcome } from '../../../server/commands/outcome.ts';
import { createBooking } from '../../../shared/commands/bookings/create.ts';
import type { Command } from '../../../shared/commands/define.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { booked } from '../../kit/rest.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await referencePractice(hub);
});
afterAll(() => hub.stop());

test('S2: a request sent twice at once is refused with the same suggestions both times, whatever became free between', async () => {
  const start_at = '2031-04-21T05:00:00Z';
  await booked(hub, start_at);
  let asked = 0;
  const command: Command = { ...createBooking, suggest: async () => ({ suggestions: [asked++] }) };
  let stored: Outcome | undefined;
  const once: Once = {
    recall: () => stored,
    remember: (_tx, outcome) => {
      stored = outcome;
    },
  };
  const args = {
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at,
  };
  const request = {
    mode: 'live' as const,
    tenant: hub.tenant,
    actor: hubActor,
    requestId: 'req_1',
    command,
    args,
    once,
  };
  const outcomes = await Promise.all([execute(hub.hub, request), execute(hub.hub, request)]);
  const told = outcomes.map((outcome) => (outcome.ok ? undefined : outcome.refusal.details?.suggestions));
  expect(asked).toBe(2);
  expect(told).toEqual([[0], [0]]);
});
