import { describe, expect, it } from 'vitest';
import { formatOf } from '../app/format.ts';
import { booking, customer, resource, service } from '../testing/docs.ts';
import { axisOf } from './geometry.ts';
import { columnsOf, type DayDocs, keepSame } from './model.ts';

const format = formatOf({ timezone: 'Europe/Berlin', locale: 'en-GB' });
const axis = axisOf('Europe/Berlin', '2026-04-20', 1);
const now = Date.parse('2026-04-20T07:00:00Z');
const everything = () => true;

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
  columnsOf(axis, resources, docs(more), everything, format, now);

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
      ['class', '10:30 Consultation, class, 2 of 12 seats, Dr Niket'],
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
    const columns = columnsOf(
      axis,
      [resource('res_a')],
      docs({ bookings }),
      (s) => s !== 'cancelled',
      format,
      now,
    );
    expect(columns[0]?.cards).toEqual([]);
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
