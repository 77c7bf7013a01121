import { describe, expect, it } from 'vitest';
import { weekdays } from '../../shared/time/hours.ts';
import { formatOf } from '../app/format.ts';
import { booking, customer, resource, service } from '../testing/docs.ts';
import { columnsOf, daySlots, weekSlots } from './columns.ts';
import { weekOf } from './dates.ts';
import { axisOf } from './geometry.ts';
import { keepSame } from './keep-same.ts';
import { legendOf } from './legend.ts';
import type { DayDocs, Look } from './model.ts';

const format = formatOf({ timezone: 'Europe/Berlin', locale: 'en-GB' });
const axis = axisOf('Europe/Berlin', '2026-04-20', 1);
const now = Date.parse('2026-04-20T07:00:00Z');
const everything: Look = { withoutStatuses: [], withoutServices: [], colorBy: 'service' };

function docs(more: Partial<DayDocs> = {}): DayDocs {
  return {
    bookings: [],
    classes: [],
    customers: new Map([['cust_1', customer('cust_1')]]),
    services: new Map([['svc_1', service('svc_1')]]),
    blocks: [],
    holds: [],
    waiting: new Set(),
    ...more,
  };
}

const day = (more: Partial<DayDocs>, resources = [resource('res_a', { name: 'Dr Niket' })]) =>
  columnsOf(daySlots(axis, resources), docs(more), everything, format, now);

describe('cards', () => {
  it('say what a person needs to hear: time, customer, service, resource, status, pending', () => {
    const [column] = day({
      bookings: [booking('bk_1', '2026-04-20T08:30:00Z', { notes: 'Knee' })],
      waiting: new Set(['bk_1']),
    });
    expect(column?.cards[0]?.label).toBe(
      '10:30 Priya Sharma, Consultation, Dr Niket, confirmed, has notes, waiting for the hub',
    );
  });

  it('A6: a class has one card with its seats, whoever sits in it', () => {
    const start_at = '2026-04-20T08:30:00Z';
    const session = {
      ...booking('cls_1', start_at),
      status: 'scheduled' as const,
      capacity: 12,
      seats_taken: 2,
    };
    const seats = ['bk_1', 'bk_2'].map((id) => booking(id, start_at, { class_id: 'cls_1' }));
    const [column] = day({ bookings: seats, classes: [session] });
    expect(column?.cards.map(({ kind, label }) => [kind, label])).toEqual([
      ['class', '10:30 Consultation, 2 of 12 seats, class, Dr Niket'],
    ]);
    expect(day({ classes: [{ ...session, status: 'cancelled' }] })[0]?.cards).toEqual([]);
  });

  it('A4: a visit with two resources has a card in each column, one of them the main one', () => {
    const allocations = [
      { role: 'practitioner', resource_id: 'res_a' },
      { role: 'room', resource_id: 'res_r' },
    ];
    const columns = day({ bookings: [booking('bk_1', '2026-04-20T08:30:00Z', { allocations })] }, [
      resource('res_a'),
      resource('res_r', { kind: 'room' }),
    ]);
    expect(columns.map((column) => column.cards.map((card) => card.main))).toEqual([[true], [false]]);
  });

  it('shows a booking whose customer has not arrived yet', () => {
    const [column] = day({ bookings: [booking('bk_1', '2026-04-20T08:30:00Z')], customers: new Map() });
    expect(column?.cards[0]?.customer).toBe('Name not here yet');
  });

  it('leaves out what is filtered and what is on another day', () => {
    const bookings = [
      booking('bk_1', '2026-04-20T08:30:00Z', { status: 'cancelled' }),
      booking('bk_2', '2026-04-20T22:00:00Z'),
    ];
    const look: Look = { ...everything, withoutStatuses: ['cancelled'] };
    const slots = daySlots(axis, [resource('res_a')]);
    const columns = columnsOf(slots, docs({ bookings }), look, format, now);
    expect(columns[0]?.cards).toEqual([]);
  });
});

describe('filters and colours', () => {
  const bookings = [
    booking('bk_1', '2026-04-20T08:30:00Z'),
    booking('bk_2', '2026-04-20T10:30:00Z', { service_id: 'svc_2', status: 'checked_in' }),
    booking('bk_3', '2026-04-20T12:30:00Z', { service_id: 'svc_2', status: 'cancelled' }),
  ];
  const services = new Map([
    ['svc_1', service('svc_1', { color: '#111111' })],
    ['svc_2', service('svc_2')],
  ]);
  const look = (more: Partial<Look>) =>
    columnsOf(
      daySlots(axis, [resource('res_a', { color: '#222222' })]),
      docs({ bookings, services }),
      { ...everything, ...more },
      format,
      now,
    )[0];

  it('what the filter hides still takes its time, unless it gave it back', () => {
    const column = look({ withoutServices: ['svc_2'] });
    expect(column?.cards.map(({ id }) => id)).toEqual(['bk_1']);
    expect(column?.veiled).toEqual([
      {
        id: 'bk_2',
        start: Date.parse('2026-04-20T10:30:00Z'),
        end: Date.parse('2026-04-20T11:00:00Z'),
      },
    ]);
    expect(look({ withoutStatuses: ['checked_in'] })?.veiled).toHaveLength(1);
    expect(look({ withoutStatuses: ['cancelled'] })?.veiled).toEqual([]);
  });

  it('colours tell the service, else who gives it; or the status; or the resource', () => {
    const colors = (colorBy: Look['colorBy']) => look({ colorBy })?.cards.map(({ color }) => color);
    expect(colors('service')).toEqual(['#111111', '#222222', '#222222']);
    expect(colors('resource')).toEqual(['#222222', '#222222', '#222222']);
    expect(new Set(colors('status')).size).toBe(3);
  });

  it('the legend names only what is on the board', () => {
    const column = look({});
    if (!column) throw new Error('a column');
    const names = (colorBy: Look['colorBy'], offered = [...services.values()]) =>
      legendOf([column], offered, colorBy, format).map(({ name }) => name);
    expect(names('status')).toEqual(['Confirmed', 'Arrived', 'Cancelled']);
    expect(names('resource')).toEqual(['res_a']);
    expect(names('service')).toEqual(['Consultation', 'Other: who gives it']);
    const alike = (category: string) => [
      service('svc_1', { color: '#111111', category }),
      service('svc_2', { color: '#111111', name: 'ECG', category: 'Cardiology' }),
    ];
    expect(names('service', alike('Cardiology'))).toEqual(['Cardiology']);
    expect(names('service', alike('Heart'))).toEqual(['Consultation and ECG']);
  });
});

describe('a week of one resource', () => {
  // In Berlin the clocks go forward on Sunday, 29 March 2026.
  const axes = weekOf('2026-03-25', weekdays).map((date) => axisOf('Europe/Berlin', date, 1));
  const week = (bookings: DayDocs['bookings']) =>
    columnsOf(weekSlots(axes, resource('res_a')), docs({ bookings }), everything, format, now);

  it('T3: has a column for each day, as long as the day is', () => {
    const columns = week([]);
    expect(columns.map(({ key }) => key)).toEqual(
      ['23', '24', '25', '26', '27', '28', '29'].map((day) => `res_a 2026-03-${day}`),
    );
    expect(columns.map(({ axis: { start, end } }) => (end - start) / 3_600_000)).toEqual([
      ...Array(6).fill(24),
      23,
    ]);
  });

  it('a visit over midnight has a card in both days, each of its own', () => {
    const late = booking('bk_1', '2026-03-24T22:45:00Z');
    const keys = week([late]).map(({ cards }) => cards.map(({ key }) => key));
    expect(keys.flat()).toEqual(['bk_1 res_a 2026-03-24', 'bk_1 res_a 2026-03-25']);
  });

  it('leaves out what occupies somebody else', () => {
    const other = booking('bk_1', '2026-03-24T08:00:00Z', {
      allocations: [{ role: 'practitioner', resource_id: 'res_b' }],
    });
    expect(week([other]).flatMap(({ cards }) => cards)).toEqual([]);
  });
});

describe('columns', () => {
  it('T1: shade what lies outside working hours, in the zone of the resource', () => {
    const working_hours = { weekly: { monday: [{ start: '09:00', end: '17:00' }] }, overrides: [] };
    const [column] = day({}, [resource('res_a', { working_hours, timezone: 'Europe/London' })]);
    expect(column?.off).toEqual([
      { start: axis.start, end: Date.parse('2026-04-20T08:00:00Z') },
      { start: Date.parse('2026-04-20T16:00:00Z'), end: axis.end },
    ]);
  });

  it('A9: an expired hold is not shown', () => {
    const hold = {
      ...booking('hold_1', '2026-04-20T08:30:00Z'),
      id: 'hold_1',
      held_by: 'Ana',
      expires_at: '2026-04-20T07:00:00Z',
    };
    expect(day({ holds: [hold] })[0]?.holds).toEqual([]);
    expect(day({ holds: [{ ...hold, expires_at: '2026-04-20T07:00:01Z' }] })[0]?.holds).toHaveLength(1);
  });

  it('a closure shows in every column, time off in its own', () => {
    const start = Date.parse('2026-04-20T10:00:00Z');
    const block = { id: 'blk_1', resource_id: undefined, reason: undefined, start, end: start + 3_600_000 };
    const columns = day(
      {
        blocks: [
          { ...block, kind: 'closure', reason: 'Holiday' },
          { ...block, id: 'blk_2', kind: 'time_off', resource_id: 'res_b' },
        ],
      },
      [resource('res_a'), resource('res_b')],
    );
    expect(columns.map((column) => column.blocks.map((each) => each.label))).toEqual([
      ['Closed: Holiday'],
      ['Closed: Holiday', 'Time off'],
    ]);
  });
});

describe('keepSame', () => {
  const both = [booking('bk_1', '2026-04-20T08:30:00Z'), booking('bk_2', '2026-04-20T10:30:00Z')];

  it('keeps every object of a board that did not change', () => {
    const last = day({ bookings: both });
    expect(keepSame(last, day({ bookings: both }))[0]).toBe(last[0]);
  });

  it('renews only the card that changed', () => {
    const last = day({ bookings: both });
    const next = keepSame(last, day({ bookings: both, waiting: new Set(['bk_2']) }));
    expect(next[0]?.cards[0]).toBe(last[0]?.cards[0]);
    expect(next[0]?.cards[1]).not.toBe(last[0]?.cards[1]);
  });
});
