import { describe, expect, test } from 'vitest';
import type { Condition } from '../../shared/commands/query.ts';
import { type BaseDoc, fieldOf } from '../../shared/resources/define.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { Base } from './base.ts';
import type { Effect } from './overlay.ts';
import { overlaidQuery, snapshotOf } from './query.ts';

/** A booking in the base, at `start` o'clock. */
function booking(id: string, start: number, more: Record<string, unknown> = {}): BaseDoc {
  const hour = String(start).padStart(2, '0');
  return {
    id,
    tenant_id: 'tnt_clinic',
    version: 1,
    created_at: '2026-04-01T00:00:00Z',
    updated_at: '2026-04-01T00:00:00Z',
    metadata: {},
    ...{ customer_id: 'cust_1', status: 'confirmed', buffer_before: 0, buffer_after: 10 },
    ...{ start_at: `2026-04-20T${hour}:00:00Z`, end_at: `2026-04-20T${hour}:30:00Z` },
    ...{ allocations: [{ role: 'practitioner', resource_id: 'res_1' }] },
    ...more,
  };
}

/** A base that does what a store does with `<` and `>=`, in order of id or of `order`. */
function baseOf(docs: readonly BaseDoc[]): Base {
  return {
    get: async (resource, id) => docs.find((doc) => resource === 'bookings' && doc.id === id),
    async find(resource, { conditions, order = 'id', limit }) {
      const found = docs.filter(
        (doc) =>
          resource === 'bookings' &&
          conditions.every(([field, op, value]) => {
            const own = String(fieldOf(doc, field));
            if (op === '=') return own === value;
            return op === '<' ? own < String(value) : own >= String(value);
          }),
      );
      const sorted = found.toSorted((a, b) =>
        String(fieldOf(a, order)) < String(fieldOf(b, order)) ? -1 : 1,
      );
      return sorted.slice(0, limit);
    },
    watch: () => () => undefined,
  };
}

const base = baseOf([booking('bk_a', 9), booking('bk_b', 10), booking('bk_c', 11), booking('bk_d', 12)]);

function insert(doc: BaseDoc): Effect {
  return { resource: 'bookings', id: doc.id, kind: 'insert', schema: 0, fields: { ...doc } };
}

function moveTo(id: string, start: number): Effect {
  const { start_at, end_at } = Object(booking(id, start));
  return { resource: 'bookings', id, kind: 'patch', schema: 0, from: 1, fields: { start_at, end_at } };
}

async function idsBetween(from: number, to: number, effects: readonly Effect[], limit?: number) {
  const conditions: Condition[] = [
    ['start_at', '>=', `2026-04-20T${String(from).padStart(2, '0')}:00:00Z`],
    ['start_at', '<', `2026-04-20T${String(to).padStart(2, '0')}:00:00Z`],
  ];
  const query = overlaidQuery(base, snapshotOf(effects));
  const options = { order: 'start_at', ...(limit !== undefined && { limit }) };
  return (await query.range('bookings', conditions, options)).map((doc) => doc.id);
}

describe('a range', () => {
  test('is what the base has where nothing waits', async () => {
    expect(await idsBetween(10, 12, [])).toEqual(['bk_b', 'bk_c']);
  });

  test('holds what was added into it and what moved into it, in order and once', async () => {
    expect(await idsBetween(10, 12, [insert(booking('bk_z', 10))])).toEqual(['bk_b', 'bk_z', 'bk_c']);
    expect(await idsBetween(10, 12, [moveTo('bk_d', 10)])).toEqual(['bk_b', 'bk_d', 'bk_c']);
    expect(await idsBetween(10, 12, [moveTo('bk_b', 11)])).toEqual(['bk_b', 'bk_c']);
  });

  test('lacks what moved out of it or was removed', async () => {
    expect(await idsBetween(10, 12, [moveTo('bk_b', 15)])).toEqual(['bk_c']);
    const remove: Effect = { resource: 'bookings', id: 'bk_c', kind: 'delete', schema: 0, fields: {} };
    expect(await idsBetween(10, 12, [remove])).toEqual(['bk_b']);
  });

  test('holds an insert that the base has by now once, as the base has it', async () => {
    expect(await idsBetween(10, 12, [insert(booking('bk_b', 14))])).toEqual(['bk_b', 'bk_c']);
  });

  test('with a limit is the beginning of the same range without one', async () => {
    const effects = [moveTo('bk_a', 12), insert(booking('bk_0', 10)), moveTo('bk_c', 9)];
    const all = await idsBetween(0, 24, effects);
    for (const limit of [1, 2, 3, 4, 5])
      expect(await idsBetween(0, 24, effects, limit)).toEqual(all.slice(0, limit));
  });

  test('looks up only what waits that can have come into it, however it came there', async () => {
    const lookedUp: string[] = [];
    const counting: Base = {
      ...base,
      get(resource, id) {
        lookedUp.push(id);
        return base.get(resource, id);
      },
    };
    const noted: Effect = {
      resource: 'bookings',
      id: 'bk_b',
      kind: 'patch',
      schema: 0,
      from: 1,
      fields: { notes: 'x' },
    };
    const elsewhere = [insert(booking('bk_z', 20)), moveTo('bk_d', 21), noted, { ...noted, id: 'bk_a' }];
    const comesInTwoSteps = [
      moveTo('bk_c', 22),
      moveTo('bk_c', 10),
      insert(booking('bk_y', 22)),
      moveTo('bk_y', 10),
    ];
    const query = overlaidQuery(counting, snapshotOf([...elsewhere, ...comesInTwoSteps]));
    const found = await query.range('bookings', [
      ['start_at', '>=', '2026-04-20T10:00:00Z'],
      ['start_at', '<', '2026-04-20T11:00:00Z'],
    ]);
    expect(found.map((doc) => doc.id)).toEqual(['bk_b', 'bk_c', 'bk_y']);
    expect(found[0]).toMatchObject({ notes: 'x' });
    expect(lookedUp.toSorted()).toEqual(['bk_c', 'bk_y']);
  });

  test('meets no condition on a field that is absent', async () => {
    const query = overlaidQuery(base, snapshotOf([insert(booking('bk_z', 10))]));
    expect(await query.range('bookings', [['external_id', '=', 'x']])).toEqual([]);
    expect(await query.range('bookings', [['external_id', '<', 'x']])).not.toContainEqual(
      expect.objectContaining({ id: 'bk_z' }),
    );
  });
});

describe('claims', () => {
  async function owners(from: string, to: string, effects: readonly Effect[], resources = ['res_1']) {
    const query = overlaidQuery(base, snapshotOf(effects));
    const span = { start: parseInstant(`2026-04-20T${from}:00Z`), end: parseInstant(`2026-04-20T${to}:00Z`) };
    return (await query.claims(resources, span)).map((claim) => claim.owner);
  }

  test('are those whose padded range touches the span, half-open', async () => {
    expect(await owners('09:30', '10:00', [])).toEqual(['bk_a']);
    expect(await owners('09:40', '10:00', [])).toEqual([]);
    expect(await owners('09:40', '10:01', [])).toEqual(['bk_b']);
    expect(await owners('09:00', '12:00', [], ['res_2'])).toEqual([]);
  });

  test('follow what waits for the hub: moved, cancelled, added, held', async () => {
    expect(await owners('10:00', '10:30', [moveTo('bk_b', 15)])).toEqual([]);
    expect(await owners('15:00', '15:30', [moveTo('bk_b', 15)])).toEqual(['bk_b']);
    const cancel: Effect = { ...moveTo('bk_b', 10), fields: { status: 'cancelled' } };
    expect(await owners('10:00', '10:30', [cancel])).toEqual([]);
    expect(await owners('16:00', '16:30', [insert(booking('bk_z', 16))])).toEqual(['bk_z']);
    const hold: Effect = {
      ...insert(booking('hold_1', 17, { expires_at: '2026-04-20T05:00:00Z' })),
      resource: 'holds',
    };
    expect(await owners('17:00', '17:30', [hold])).toEqual(['hold_1']);
  });
});
