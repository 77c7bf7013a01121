import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/resources/bookings.ts';
import {
  type Applied,
  type Effect,
  effectsOf,
  isApplied,
  type Overlaid,
  overlay,
  presentEffect,
  visibleEffects,
} from './overlay.ts';

const booking: Booking = {
  id: 'bk_1',
  tenant_id: 'tnt_clinic',
  version: 3,
  created_at: '2026-04-01T00:00:00Z',
  updated_at: '2026-04-02T00:00:00Z',
  metadata: {},
  channel: 'in_person',
  notes: 'first visit',
  send_confirmation: false,
  customer_id: 'cust_1',
  service_id: 'svc_1',
  resource_id: 'res_1',
  status: 'confirmed',
  start_at: '2026-04-20T05:00:00Z',
  end_at: '2026-04-20T05:30:00Z',
  allocations: [{ role: 'practitioner', resource_id: 'res_1' }],
  buffer_before: 0,
  buffer_after: 0,
  sequence: 0,
  override: [],
  overbooked: false,
  history: [],
};
const line = {
  at: '2026-04-03T00:00:00Z',
  by: 'dev_1',
  by_name: 'Front desk',
  action: 'rescheduled',
  before: {},
};
const moved: Booking = {
  ...booking,
  version: 4,
  updated_at: '2026-04-03T00:00:00Z',
  start_at: '2026-04-20T06:00:00Z',
  end_at: '2026-04-20T06:30:00Z',
  sequence: 1,
  history: [line],
};

const insert = effectsOf([{ resource: 'bookings', doc: booking }]);
const move = effectsOf([{ resource: 'bookings', doc: moved, before: booking }]);
const remove = effectsOf([{ resource: 'bookings', doc: moved, before: booking, deleted: true }]);

describe('effects', () => {
  test('of a new document are the whole document', () => {
    expect(overlay(undefined, insert)).toEqual(booking);
  });

  test('of a changed document are the changed fields only', () => {
    const [{ fields } = { fields: {} }] = move;
    expect(Object.keys(fields).toSorted()).toEqual(
      ['end_at', 'history', 'sequence', 'start_at', 'updated_at', 'version'].toSorted(),
    );
    expect(overlay(booking, move)).toEqual(moved);
  });

  test('keep that a field was removed', () => {
    const { notes: _, ...without } = booking;
    const effects = effectsOf([{ resource: 'bookings', doc: { ...without, version: 4 }, before: booking }]);
    // The store keeps JSON, which knows no `undefined`.
    const stored: Effect[] = JSON.parse(JSON.stringify(effects));
    expect(overlay(booking, stored)).toEqual({ ...without, version: 4 });
  });

  test('of a removed document hide it', () => {
    expect(overlay(booking, remove)).toBeUndefined();
  });

  test('follow each other in their order', () => {
    expect(overlay(undefined, [...insert, ...move])).toEqual(moved);
    expect(overlay(undefined, [...insert, ...move, ...remove])).toBeUndefined();
  });

  test('change nothing in a base that contains them already', () => {
    expect(overlay(booking, insert)).toEqual(booking);
    expect(overlay(moved, move)).toEqual(moved);
    expect(overlay(moved, [...insert, ...move])).toEqual(moved);
    expect(overlay(undefined, remove)).toBeUndefined();
  });

  test('leave what others changed meanwhile, with its version and history', () => {
    const foreign = { ...line, by: 'dev_2', action: 'edited' };
    const base: Booking = { ...booking, version: 5, notes: 'brings an interpreter', history: [foreign] };
    expect(overlay(base, move)).toEqual({
      ...base,
      start_at: moved.start_at,
      end_at: moved.end_at,
      sequence: 1,
    });
  });

  test('of a patch make no document where there is none', () => {
    expect(overlay(undefined, move)).toBeUndefined();
  });

  test('do not write into the base', () => {
    const base = structuredClone(booking);
    overlay(base, move);
    expect(base).toEqual(booking);
  });
});

describe('visible are effects of', () => {
  const applied: Applied = { install: 'here', upTo: { bookings: 4 } };
  const both: Effect[] = [
    ...move,
    { resource: 'holds', id: 'hold_1', kind: 'delete', schema: 0, fields: {} },
  ];

  function intent(more: Partial<Overlaid>): Overlaid {
    return { n: 5, install: 'here', state: 'pending', resend: false, effects: both, ...more };
  }

  test('pending intents', () => {
    expect(visibleEffects([intent({})], applied)).toEqual(both);
  });

  test('accepted intents until each collection contains them', () => {
    expect(visibleEffects([intent({ state: 'accepted' })], applied)).toEqual(both);
    const half: Applied = { ...applied, upTo: { bookings: 5 } };
    expect(visibleEffects([intent({ state: 'accepted' })], half)).toEqual([both[1]]);
    expect(isApplied(intent({}), 'bookings', half)).toBe(true);
    expect(isApplied(intent({}), 'holds', half)).toBe(false);
  });

  test('no refused intents', () => {
    expect(visibleEffects([intent({ state: 'refused' })], applied)).toEqual([]);
  });

  test('S7: no intents that are sent again, because the base contains them', () => {
    expect(visibleEffects([intent({ resend: true })], applied)).toEqual([]);
  });

  test('S11: no intents accepted under an earlier install; pending ones go out under the present one', () => {
    expect(visibleEffects([intent({ state: 'accepted', install: 'before' })], applied)).toEqual([]);
    expect(visibleEffects([intent({ install: 'before' })], applied)).toEqual(both);
  });
});

describe('S8: an effect that an earlier version of the desk has stored', () => {
  /** `notes` became `remarks`, then got a mark. */
  const migrations = {
    1: ({ notes, ...rest }: Record<string, unknown>) => ({
      ...rest,
      ...(notes !== undefined && { remarks: notes }),
    }),
    2: (old: Record<string, unknown>) =>
      old.remarks === undefined ? old : { ...old, remarks: `${old.remarks}!` },
  };
  const stored: Effect = {
    resource: 'bookings',
    id: 'bk_1',
    kind: 'patch',
    schema: 0,
    from: 3,
    fields: { notes: 'early', version: 4 },
  };

  test('is brought through each version to the present one', () => {
    const present = { ...stored, schema: 2, fields: { remarks: 'early!', version: 4 } };
    expect(presentEffect(stored, { schemaVersion: 2, migrations })).toEqual(present);
    expect(presentEffect(present, { schemaVersion: 2, migrations })).toBe(present);
  });

  test('keeps what it has stored as it is', () => {
    presentEffect(stored, { schemaVersion: 2, migrations });
    expect(stored.fields).toEqual({ notes: 'early', version: 4 });
  });
});
