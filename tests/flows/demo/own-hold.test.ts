import { expect, it } from 'vitest';
import { createBooking } from '../../../shared/commands/bookings/create.ts';
import type { Ctx } from '../../../shared/commands/define.ts';
import type { Query } from '../../../shared/commands/query.ts';
import { isRefusal } from '../../../shared/errors.ts';
import { minutes } from '../../../shared/time/instants.ts';
import { makeDemo } from './demo.ts';

it('A9: a hold that a desk comes to know while it books is not in the way of the booking that takes it over', async () => {
  const { all, query } = makeDemo();
  const service = all('services').find(({ needs, capacity }) => needs.length <= 1 && !capacity);
  const customer = all('customers')[0];
  if (!service || !customer) throw new Error('the demo has no such service');
  const now = Date.parse('2026-04-15T09:42:11Z');
  const start = Date.parse('2026-06-15T05:30:00Z');
  const resource_id = all('resources').find(({ kind }) => kind === 'practitioner')?.id ?? '';
  const core = { start, end: start + minutes(30) };
  const hold = { owner: 'hold_own', kind: 'hold' as const, resource_id, core, padded: core };
  // The first read finds no hold yet, a later one finds its claim.
  const meanwhile: Query = { ...query, claims: async () => [hold] };

  const book = async (hold_id: string) => {
    const ctx: Ctx = {
      tenant: 'tnt_clinic',
      now,
      actor: { kind: 'device', id: 'dev_1', name: 'Desk', scopes: new Set() },
      id: (kind) => `${kind}_new`,
    };
    const args = {
      hold_id,
      service_id: service.id,
      resource_id,
      customer_id: customer.id,
      start_at: '2026-06-15T05:30:00Z',
      channel: 'phone' as const,
      send_confirmation: false,
      override: [],
      metadata: {},
    };
    const loaded = await createBooking.load(meanwhile, args, ctx);
    if (isRefusal(loaded)) return loaded.code;
    const decided = createBooking.decide(loaded, args, ctx);
    return isRefusal(decided) ? decided.code : 'booked';
  };
  expect(await book('hold_own')).toBe('booked');
  expect(await book('hold_of_another')).toBe('resource_unavailable');
});
