/** Runs of the fuzz in which a rule once did not hold, as few steps as were enough. */
import { expect, test } from 'vitest';
import type { CommandName } from '../../shared/commands/index.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import { wrongsOf } from './run.ts';
import type { Step } from './steps.ts';

test('S1, S11: a desk that learns from the hub that its store was copied shows what is booked at it offline', async () => {
  const steps: Step[] = [
    at(0, 'bookings.create', { id: 'bk_1', ...visit, start_at: '2026-04-20T05:00:00Z' }),
    at(0, 'bookings.create', { id: 'bk_2', ...visit, start_at: '2026-04-20T06:00:00Z' }),
    { do: 'settle', desk: 0 },
    // The copy opens anew, and so asks for everything anew.
    { do: 'reopen', desk: 2 },
    { do: 'shown', desk: 2, id: 'bk_2' },
    { do: 'cut', desk: 2 },
    at(2, 'bookings.create', { id: 'bk_3', ...visit, start_at: '2026-04-20T07:00:00Z' }),
  ];
  expect(await wrongsOf({ steps, desks: 3, withClone: true })).toEqual([]);
});

test('B2: a hold that ran out and is then given back goes once (seed 32)', async () => {
  const hold = { id: 'hold_1', service_id: 'svc_short', resource_id: 'res_asha', hold_minutes: 1 };
  const steps: Step[] = [
    at('rest', 'holds.create', { ...hold, start_at: '2026-04-20T05:00:00Z' }),
    { do: 'hub clock', minutes: 2 },
    at('rest', 'holds.delete', { id: 'hold_1' }),
  ];
  expect(await wrongsOf({ steps, desks: 3, withClone: false })).toEqual([]);
});

test('S2, S11: what a copied desk had carried out under its old install is not done again under the new one (seed 2051)', async () => {
  const steps: Step[] = [
    { do: 'settle', desk: 0 },
    { do: 'settle', desk: 2 },
    { do: 'cut', desk: 0 },
    at(2, 'bookings.create', { id: 'bk_1', ...visit, start_at: '2026-04-20T05:00:00Z' }),
    { do: 'settle', desk: 2 },
    // The copy has used the first number already, the second is still free.
    at(0, 'bookings.create', { id: 'bk_2', ...visit, start_at: '2026-04-20T06:00:00Z' }),
    at(0, 'bookings.create', { id: 'bk_3', ...visit, start_at: '2026-04-20T07:00:00Z' }),
    { do: 'mend', desk: 0 },
    { do: 'settle', desk: 0 },
  ];
  expect(await wrongsOf({ steps, desks: 3, withClone: true })).toEqual([]);
});

test.for([wireVersion + 1, oldestWireVersion - 1])(
  'S8: what is done at a desk whose messages are of version %i is refused by nobody and arrives after its update',
  async (wire) => {
    const steps: Step[] = [
      { do: 'outdate', desk: 0, wire },
      at(0, 'bookings.create', { id: 'bk_1', ...visit, start_at: '2026-04-20T05:00:00Z' }),
      { do: 'settle', desk: 0 },
      at(0, 'bookings.cancel', { id: 'bk_1' }),
      { do: 'update', desk: 0 },
    ];
    expect(await wrongsOf({ steps, desks: 3, withClone: false })).toEqual([]);
  },
);

test('S8, S12: what is done at a desk of the version before is the desk’s own, and whoever enters after its update is named (seed 1076)', async () => {
  const steps: Step[] = [
    { do: 'enter', desk: 0, staff: 'stf_niket' },
    { do: 'outdate', desk: 0, wire: oldestWireVersion },
    at(0, 'bookings.create', { id: 'bk_1', ...visit, start_at: '2026-04-20T05:00:00Z' }),
    { do: 'update', desk: 0 },
    { do: 'enter', desk: 0, staff: 'stf_niket' },
    at(0, 'bookings.create', { id: 'bk_2', ...visit, start_at: '2026-04-20T06:00:00Z' }),
  ];
  expect(await wrongsOf({ steps, desks: 3, withClone: false })).toEqual([]);
});

test('S1, S12: a desk that does not hear that it was let in again, or asks twice, gets in by another invitation and hands over what was done', async () => {
  const steps: Step[] = [0, 1].flatMap((desk): Step[] => [
    ...(desk === 1 ? [{ do: 'twice' as const, desk }] : []),
    { do: 'enter', desk, staff: 'stf_niket' },
    at(desk, 'bookings.create', { id: `bk_${desk}1`, ...visit, start_at: `2026-04-2${desk}T05:00:00Z` }),
    { do: 'cut', desk },
    at(desk, 'bookings.create', { id: `bk_${desk}2`, ...visit, start_at: `2026-04-2${desk}T06:00:00Z` }),
    { do: 'revoke', desk },
    { do: 'mend', desk },
    { do: 'settle', desk },
    { do: 'pair', desk },
    at(desk, 'bookings.create', { id: `bk_${desk}3`, ...visit, start_at: `2026-04-2${desk}T07:00:00Z` }),
  ]);
  expect(await wrongsOf({ steps, desks: 3, withClone: false })).toEqual([]);
});

const visit = { customer_id: 'cust_0', service_id: 'svc_short', resource_id: 'res_asha' };

function at(where: number | 'rest', command: CommandName, args: Record<string, unknown>): Step {
  return { do: 'command', at: where, command, args, wait: true };
}
