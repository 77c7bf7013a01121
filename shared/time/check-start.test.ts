import { describe, expect, it } from 'vitest';
import type { AvailabilityQuestion, Override } from './availability-types.ts';
import { checkStart } from './check-start.ts';
import {
  at,
  between,
  booking,
  hold,
  open,
  practitionerAndRoom,
  question,
  resource,
  room,
} from './testing/questions.ts';

function check(over: Partial<AvailabilityQuestion>, time: string, ...override: Override[]) {
  return checkStart(question(over), at(time), new Set(override));
}

/** Everything is wrong with 20:10 for this one. */
const wrongInEveryWay: Partial<AvailabilityQuestion> = {
  now: at('21:00'),
  max_horizon: -60,
  main_resource_ids: ['res_a'],
  needs: [{ role: 'practitioner', kind: 'practitioner', skills: ['laser'], count: 1 }],
  resources: [
    resource('res_a', {
      online: false,
      claims: [
        hold('hold_1', '20:00-20:30', '23:00'),
        booking('bk_2', '20:20-20:30'),
        booking('bk_1', '20:00-20:15'),
        hold('hold_0', '20:00-20:30', '21:00'),
      ],
      blocks: [
        { id: 'clo_1', kind: 'closure', ...between('18:00-22:00') },
        { id: 'ext_1', kind: 'external_busy', ...between('20:00-22:00') },
        { id: 'tof_1', kind: 'time_off', ...between('20:00-21:00') },
        { id: 'tof_2', kind: 'time_off', ...between('20:40-21:00') },
      ],
    }),
  ],
};

describe('A3 A8: every reason is given, in a stable order', () => {
  it('for the one resource that was asked for, without naming it', () => {
    expect(check(wrongInEveryWay, '20:10')).toEqual({
      ok: false,
      misaligned: false,
      conflicts: [
        { type: 'existing_booking', id: 'bk_1' },
        { type: 'existing_booking', id: 'bk_2' },
        { type: 'held', id: 'hold_1' },
        { type: 'outside_working_hours' },
        { type: 'time_off', id: 'tof_1' },
        { type: 'closure', id: 'clo_1' },
        { type: 'external_busy', id: 'ext_1' },
        { type: 'resource_offline' },
        { type: 'skill_missing' },
        { type: 'min_notice' },
        { type: 'beyond_horizon' },
      ],
    });
  });

  it('an override sets its own reason aside and no other; being offline and lacking skills stay', () => {
    const overrides: Override[] = [
      'existing_booking',
      'outside_working_hours',
      'time_off',
      'closure',
      'external_busy',
      'min_notice',
      'beyond_horizon',
      'slot_step',
    ];
    const gone: Record<Override, readonly string[]> = {
      existing_booking: ['existing_booking', 'held'],
      outside_working_hours: ['outside_working_hours'],
      time_off: ['time_off'],
      closure: ['closure'],
      external_busy: ['external_busy'],
      min_notice: ['min_notice'],
      beyond_horizon: ['beyond_horizon'],
      slot_step: [],
    };
    const all = check(wrongInEveryWay, '20:10');
    for (const override of overrides) {
      const rest = check(wrongInEveryWay, '20:10', override);
      expect(rest.ok).toBe(false);
      const expected = all.ok ? [] : all.conflicts.filter(({ type }) => !gone[override].includes(type));
      expect(rest.ok ? [] : rest.conflicts).toEqual(expected);
    }
    expect(check(wrongInEveryWay, '20:10', ...overrides)).toEqual({
      ok: false,
      misaligned: false,
      conflicts: [{ type: 'resource_offline' }, { type: 'skill_missing' }],
    });
  });

  it('of all candidates, each named, where none was asked for', () => {
    const resources = [
      resource('res_b', { claims: [booking('bk_1', '10:00-11:00')], sort_order: 1 }),
      resource('res_a', { claims: [booking('bk_1', '10:00-11:00')], sort_order: 2 }),
      resource('res_c', { online: false, sort_order: 3 }),
    ];
    expect(check({ resources, now: at('12:00') }, '10:00')).toEqual({
      ok: false,
      misaligned: false,
      conflicts: [
        { type: 'existing_booking', id: 'bk_1', resource_id: 'res_b' },
        { type: 'existing_booking', id: 'bk_1', resource_id: 'res_a' },
        { type: 'resource_offline', resource_id: 'res_c' },
        { type: 'min_notice' },
      ],
    });
  });

  it('where nobody fits at all', () => {
    const needs = [{ role: 'laser', kind: 'practitioner', skills: ['laser'], count: 1 }];
    const refused = { ok: false, misaligned: false, conflicts: [{ type: 'skill_missing' }] };
    expect(check({ needs }, '10:00')).toEqual(refused);
    expect(check({ main_resource_ids: ['res_gone'] }, '10:00')).toEqual(refused);
  });

  it('hours of the service are nobody’s in particular', () => {
    const service_hours = { timezone: 'UTC', hours: open('12:00-13:00') };
    expect(check({ service_hours }, '10:00')).toMatchObject({
      conflicts: [{ type: 'outside_working_hours' }],
    });
  });
});

describe('A2: buffers', () => {
  const claims = [booking('bk_1', '10:00-10:30', 15, 15)];

  it.each([
    ['a core in the other’s buffer', true, {}, '10:30', ['existing_booking']],
    ['a buffer over the other’s core', true, { buffer_before: 15 }, '10:30', ['existing_booking']],
    ['shared buffers', true, { buffer_before: 30 }, '11:00', []],
    ['buffers that are not shared', false, { buffer_before: 30 }, '11:00', ['existing_booking']],
    ['buffers that touch', false, { buffer_before: 15 }, '11:00', []],
  ])('%s', (_, shared_buffers, buffers, time, expected) => {
    const found = check({ resources: [resource('res_a', { claims, shared_buffers })], ...buffers }, time);
    expect(found.ok ? [] : found.conflicts.map(({ type }) => type)).toEqual(expected);
  });
});

describe('A7: between two steps', () => {
  it('is said where nothing else is wrong, and where the time is taken', () => {
    expect(check({}, '10:10')).toEqual({ ok: false, conflicts: [], misaligned: true });
    const resources = [resource('res_a', { claims: [booking('bk_1', '10:00-11:00')] })];
    expect(check({ resources, main_resource_ids: ['res_a'] }, '10:10')).toEqual({
      ok: false,
      conflicts: [{ type: 'existing_booking', id: 'bk_1' }],
      misaligned: true,
    });
  });

  it('is not said outside working hours, and set aside with them or alone', () => {
    expect(check({}, '08:10')).toMatchObject({ misaligned: false });
    expect(check({}, '08:10', 'slot_step')).toMatchObject({ ok: false, misaligned: false });
    expect(check({}, '08:10', 'outside_working_hours').ok).toBe(true);
    expect(check({}, '10:10', 'outside_working_hours').ok).toBe(true);
    expect(check({}, '10:10', 'slot_step').ok).toBe(true);
    expect(check({}, '10:10', 'min_notice').ok).toBe(false);
  });

  it('does not count where another candidate’s day has the step', () => {
    const resources = [
      resource('res_a'),
      resource('res_b', { working_hours: open('09:10-17:00'), sort_order: 1 }),
    ];
    expect(check({ resources }, '10:10')).toMatchObject({
      ok: true,
      allocations: [{ role: 'practitioner', resource_id: 'res_b' }],
    });
  });
});

describe('A4: reasons and choices with several needs', () => {
  const needs = practitionerAndRoom;

  it('names the rooms that are taken, not the practitioner who is free', () => {
    const resources = [
      resource('res_a'),
      resource('res_b', { claims: [booking('bk_9', '10:00-11:00')] }),
      room('res_r1', { claims: [booking('bk_1', '10:00-10:30')] }),
      room('res_r2', { claims: [hold('hold_1', '10:00-10:30', '09:00')] }),
    ];
    const conflicts = [
      { type: 'existing_booking', id: 'bk_1', resource_id: 'res_r1' },
      { type: 'held', id: 'hold_1', resource_id: 'res_r2' },
    ];
    expect(check({ needs, resources }, '10:00')).toEqual({ ok: false, misaligned: false, conflicts });
    const asked = check({ needs, resources, main_resource_ids: ['res_b'] }, '10:00');
    expect(asked).toMatchObject({ conflicts: [{ type: 'existing_booking', id: 'bk_9' }, ...conflicts] });
  });

  it('says when too few are there at all, and when needs compete for the same one', () => {
    expect(check({ needs }, '10:00')).toMatchObject({ conflicts: [{ type: 'skill_missing' }] });
    const both = [...needs, { role: 'store', kind: 'room', skills: [], count: 1 }];
    const resources = [resource('res_a'), room('res_r')];
    expect(check({ needs: both, resources }, '10:00')).toMatchObject({
      conflicts: [{ type: 'capacity_full' }],
    });
  });

  it('names who is taken where needs compete for the one that is left', () => {
    const both = [...needs, { role: 'store', kind: 'room', skills: [], count: 1 }];
    const resources = [
      resource('res_a'),
      room('res_r1'),
      room('res_r2', { claims: [booking('bk_1', '10:00-10:30')] }),
    ];
    expect(check({ needs: both, resources }, '10:00')).toMatchObject({
      conflicts: [{ type: 'existing_booking', id: 'bk_1', resource_id: 'res_r2' }],
    });
  });

  it('A8: an override takes nobody who is taken where another choice has all free', () => {
    const resources = [
      resource('res_a'),
      room('res_r1', { skills: ['steam'] }),
      room('res_r2', { sort_order: 1 }),
      room('res_r3', { skills: ['steam'], sort_order: 2, claims: [booking('bk_1', '10:00-10:30')] }),
    ];
    const steam = [...needs, { role: 'steam', kind: 'room', skills: ['steam'], count: 1 }];
    expect(check({ needs: steam, resources }, '10:00', 'existing_booking')).toMatchObject({
      allocations: [{ resource_id: 'res_a' }, { resource_id: 'res_r2' }, { resource_id: 'res_r1' }],
    });
  });

  it('B3: the same check passes with the own claims set aside', () => {
    const resources = [
      resource('res_a', { claims: [booking('bk_1', '10:00-10:30')] }),
      room('res_r', { claims: [booking('bk_1', '10:00-10:30')] }),
    ];
    expect(check({ needs, resources }, '10:00').ok).toBe(false);
    expect(check({ needs, resources, ignore_owners: ['bk_1'] }, '10:00').ok).toBe(true);
  });

  it('A8: an override takes who is free before who is taken', () => {
    const resources = [
      resource('res_a', { claims: [booking('bk_1', '10:00-10:30')] }),
      resource('res_b', { sort_order: 1 }),
      room('res_r1', { claims: [booking('bk_1', '10:00-10:30')] }),
      room('res_r2', { sort_order: 1 }),
    ];
    const anyone = check({ needs, resources }, '10:00', 'existing_booking');
    expect(anyone).toMatchObject({ allocations: [{ resource_id: 'res_b' }, { resource_id: 'res_r2' }] });
    const theOneAsked = check(
      { needs, resources, main_resource_ids: ['res_a'] },
      '10:00',
      'existing_booking',
    );
    expect(theOneAsked).toMatchObject({ allocations: [{ resource_id: 'res_a' }, { resource_id: 'res_r2' }] });
  });
});
