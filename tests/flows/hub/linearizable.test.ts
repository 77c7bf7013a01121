import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { errorOf, rowsOf } from '../../kit/rest.ts';
import { isLinearizable, type Operation } from './sequential-model.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub();
  await referencePractice(hub);
});
afterEach(() => hub.stop());

/** So that a failing run can be had again: mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const slots = 3;

function startAt(slot: number): string {
  return `2031-04-21T0${5 + slot}:00:00Z`;
}

async function call(method: string, path: string, body: object): Promise<string> {
  const answer = await hub.call(method, path, body);
  return errorOf(answer) ?? 'ok';
}

const visit = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };

function send(operation: Omit<Operation, 'begun' | 'ended' | 'outcome'>): Promise<string> {
  const { kind, id, slot, hold } = operation;
  const { customer_id: _, ...slotWish } = visit;
  if (kind === 'book') return call('POST', '/v2/bookings', { ...visit, id, start_at: startAt(slot) });
  if (kind === 'take')
    return call('POST', '/v2/bookings', { ...visit, id, start_at: startAt(slot), hold_id: hold });
  if (kind === 'hold') return call('POST', '/v2/holds', { ...slotWish, id, start_at: startAt(slot) });
  if (kind === 'release') return call('DELETE', `/v2/holds/${id}`, {});
  if (kind === 'move') return call('POST', `/v2/bookings/${id}/reschedule`, { start_at: startAt(slot) });
  return call('POST', `/v2/bookings/${id}/cancel`, {});
}

/** Five clients at once, each with one request after the other, all over three slots of one person. */
async function history(seed: number): Promise<Operation[]> {
  const random = randomOf(seed);
  const done: Operation[] = [];
  let tick = 0;
  let made = 0;
  const next = () => {
    const kinds = ['book', 'book', 'hold', 'hold', 'take', 'move', 'move', 'cancel', 'release'] as const;
    const kind = kinds[random(kinds.length)] ?? 'book';
    const slot = random(slots);
    const some = `${seed}_${random(made + 1)}`;
    if (kind === 'book' || kind === 'take')
      return { kind, slot, id: `bk_${seed}_${made++}`, ...(kind === 'take' && { hold: `hold_${some}` }) };
    if (kind === 'hold') return { kind, slot, id: `hold_${seed}_${made++}` };
    return { kind, slot, id: kind === 'release' ? `hold_${some}` : `bk_${some}` };
  };
  const client = async () => {
    for (let i = 0; i < 6; i++) {
      const operation = next();
      const begun = tick++;
      const outcome = await send(operation);
      done.push({ ...operation, begun, ended: tick++, outcome });
    }
  };
  await Promise.all(Array.from({ length: 5 }, client));
  return done;
}

test('B1, B2, B3, A9: what parallel clients saw of book, move, cancel and hold could have happened one after the other', async () => {
  let accepted = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const operations = await history(seed);
    accepted += operations.filter(({ outcome }) => outcome === 'ok').length;
    expect([seed, isLinearizable(operations, slots)]).toEqual([seed, true]);
    for (const { id } of rowsOf(hub, "SELECT id FROM bookings WHERE status <> 'cancelled'") as {
      id: string;
    }[])
      await hub.call('POST', `/v2/bookings/${id}/cancel`, {});
    for (const { id } of rowsOf(hub, 'SELECT id FROM holds WHERE deleted = 0') as { id: string }[])
      await hub.call('DELETE', `/v2/holds/${id}`);
  }
  expect(accepted).toBeGreaterThan(60);
}, 180_000);

test('the model tells a history that could not have been', () => {
  const twice: Operation[] = [
    { kind: 'book', id: 'bk_a', slot: 0, begun: 0, ended: 2, outcome: 'ok' },
    { kind: 'book', id: 'bk_b', slot: 0, begun: 1, ended: 3, outcome: 'ok' },
  ];
  expect(isLinearizable(twice, slots)).toBe(false);
  const stale: Operation[] = [
    { kind: 'book', id: 'bk_a', slot: 0, begun: 0, ended: 1, outcome: 'ok' },
    { kind: 'cancel', id: 'bk_a', slot: 0, begun: 2, ended: 3, outcome: 'ok' },
    { kind: 'book', id: 'bk_b', slot: 0, begun: 4, ended: 5, outcome: 'resource_unavailable' },
  ];
  expect(isLinearizable(stale, slots)).toBe(false);
  const overlapping = stale.map((one) => (one.id === 'bk_b' ? { ...one, begun: 1 } : one));
  expect(isLinearizable(overlapping, slots)).toBe(true);
});
