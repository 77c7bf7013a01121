import { describe, expect, it } from 'vitest';
import { booking, resource } from '../testing/docs.ts';
import { assign, moveOf } from './choose.ts';
import type { Case } from './useDayOf.ts';

const [asha, bela] = [resource('res_asha'), resource('res_bela')];

function at(id: string, start: string, takers: Case['takers']): Case {
  return {
    booking: booking(id, start),
    customer: 'Priya',
    service: 'Consultation',
    role: 'practitioner',
    takers,
  };
}

describe('who takes the bookings of somebody who is away', () => {
  const both = [asha, bela];
  const day = [
    at('bk_1', '2026-04-20T09:00:00Z', both),
    at('bk_2', '2026-04-20T10:00:00Z', both),
    at('bk_3', '2026-04-20T11:00:00Z', [asha]),
    at('bk_4', '2026-04-20T12:00:00Z', []),
  ];

  it('is shared out; where nobody is free it stays', () => {
    expect([...assign(day, {})]).toEqual([
      ['bk_1', 'res_asha'],
      ['bk_2', 'res_bela'],
      ['bk_3', 'res_asha'],
      ['bk_4', null],
    ]);
  });

  it('only what changes hands is moved, and can be put back', () => {
    const allocations = [
      { role: 'practitioner', resource_id: 'res_a' },
      { role: 'practitioner', resource_id: 'res_c' },
      { role: 'room', resource_id: 'res_r' },
    ];
    const each = { ...at('bk_1', '2026-04-20T09:00:00Z', both) };
    const two = { ...each, booking: { ...each.booking, allocations } };
    expect(moveOf(two, 'res_a', 'res_b').allocations).toEqual([
      { role: 'practitioner', resource_id: 'res_b' },
      { role: 'practitioner', resource_id: 'res_c' },
    ]);
    expect(moveOf(two, 'res_a').allocations).toEqual(allocations.slice(0, 2));
  });

  it('follows what a person chose', () => {
    const taken = assign(day, { bk_1: null, bk_2: 'res_asha' });
    expect([taken.get('bk_1'), taken.get('bk_2')]).toEqual([null, 'res_asha']);
  });

  it('B1: gives nobody two visits at once, and a choice that is not free any more to somebody else', () => {
    const twice = [at('bk_1', '2026-04-20T09:00:00Z', [asha]), at('bk_2', '2026-04-20T09:15:00Z', [asha])];
    expect([...assign(twice, {}).values()]).toEqual(['res_asha', null]);
    const gone = [at('bk_1', '2026-04-20T09:00:00Z', [bela])];
    expect([...assign(gone, { bk_1: 'res_asha' }).values()]).toEqual(['res_bela']);
  });
});
