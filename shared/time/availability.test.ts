import { describe, expect, it } from 'vitest';
import { findSlots, nextStarts } from './availability.ts';
import type { AvailabilityQuestion } from './availability-types.ts';
import { formatInstant, minutes, parseInstant } from './instants.ts';
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
  wholeDay,
} from './testing/questions.ts';

/** Offered times of day, `HH:MM`. */
function offered(over: Partial<AvailabilityQuestion>, span = wholeDay): string[] {
  return findSlots(question(over), span).map(({ start }) => formatInstant(start).slice(11, 16));
}

function oneWith(over: Parameters<typeof resource>[1]): Partial<AvailabilityQuestion> {
  return { resources: [resource('res_a', over)] };
}

describe('A2: cores keep clear of padded ranges', () => {
  const morning = open('09:00-12:00');

  it('T6: visits may touch', () => {
    const claims = [booking('bk_1', '10:00-10:30'), booking('bk_2', '10:30-11:00')];
    expect(offered(oneWith({ working_hours: morning, claims }))).toEqual([
      '09:00',
      '09:30',
      '11:00',
      '11:30',
    ]);
  });

  it('the buffer of a booking keeps a core away', () => {
    const claims = [booking('bk_1', '10:00-10:30', 0, 10)];
    expect(offered(oneWith({ working_hours: morning, claims }))).toEqual([
      '09:00',
      '09:30',
      '11:00',
      '11:30',
    ]);
  });

  it('the buffer of the new visit keeps a booked core away', () => {
    const claims = [booking('bk_1', '10:00-10:30')];
    const over = { ...oneWith({ working_hours: morning, claims }), buffer_after: 10, buffer_before: 5 };
    expect(offered(over)).toEqual(['09:00', '11:00', '11:30']);
  });

  it('two buffers may overlap where the resource shares them, and only there', () => {
    const claims = [booking('bk_1', '10:00-10:30', 15, 15)];
    const over = { slot_step: 15, buffer_after: 15 };
    const between9and10 = { start: at('09:00'), end: at('10:00') };
    const shared = oneWith({ working_hours: morning, claims, shared_buffers: true });
    expect(offered({ ...over, ...shared }, between9and10)).toEqual(['09:00', '09:15']);
    const own = oneWith({ working_hours: morning, claims, shared_buffers: false });
    expect(offered({ ...over, ...own }, between9and10)).toEqual(['09:00']);
  });

  it('a buffer may spill over working hours and time off', () => {
    const blocks = [{ id: 'tof_1', kind: 'time_off' as const, ...between('11:00-12:00') }];
    const over = { ...oneWith({ working_hours: morning, blocks }), buffer_before: 30, buffer_after: 30 };
    expect(offered(over)).toEqual(['09:00', '09:30', '10:00', '10:30']);
  });
});

describe('A3: free is working, not away, not claimed, online', () => {
  it('takes away time off, closures and external busy time', () => {
    const blocks = [
      { id: 'tof_1', kind: 'time_off' as const, ...between('09:00-10:00') },
      { id: 'clo_1', kind: 'closure' as const, ...between('09:45-11:00') },
      { id: 'ext_1', kind: 'external_busy' as const, ...between('15:00-17:00') },
    ];
    const hours = open('09:00-12:00', '14:00-17:00');
    expect(offered(oneWith({ working_hours: hours, blocks }))).toEqual(['11:00', '11:30', '14:00', '14:30']);
  });

  it('a visit may cross from one range into the next that touches it, of the next day too', () => {
    const hours = open('22:00-00:00', '00:00-02:00');
    const span = { start: at('23:30'), end: at('23:30') + minutes(60) };
    expect(offered(oneWith({ working_hours: hours, duration: 60 }), span)).toEqual(['23:30', '00:00']);
  });

  it('nobody offline is offered', () => {
    expect(offered(oneWith({ online: false }))).toEqual([]);
  });

  it('the hours of the service count in their own zone', () => {
    const service_hours = { timezone: 'Europe/Berlin', hours: open('12:00-13:00') };
    expect(offered({ service_hours })).toEqual(['10:00', '10:30']);
  });

  it('B3: claims of ignored owners count for nothing', () => {
    const over = oneWith({ claims: [booking('bk_1', '09:00-17:00')] });
    expect(offered(over)).toEqual([]);
    expect(offered({ ...over, ignore_owners: ['bk_1'] })).toHaveLength(16);
  });
});

describe('A7: starts are whole steps from the start of the working day', () => {
  it('counts from the first range, through a break, not from the hour', () => {
    const hours = open('08:10-10:00', '11:00-12:30');
    expect(offered({ ...oneWith({ working_hours: hours }), slot_step: 45 })).toEqual([
      '08:10',
      '08:55',
      '11:10',
      '11:55',
    ]);
  });

  it('counts elapsed minutes through a transition', () => {
    const night = resource('res_a', { timezone: 'Europe/Berlin', working_hours: open('00:30-05:00') });
    const start = parseInstant('2026-03-28T23:00:00Z');
    const slots = findSlots(question({ resources: [night], slot_step: 60, now: start }), {
      start,
      end: start + minutes(600),
    });
    // 00:30, 01:30, 03:30 and 04:30 on the clocks of Berlin.
    expect(slots.map((slot) => formatInstant(slot.start).slice(11, 16))).toEqual([
      '23:30',
      '00:30',
      '01:30',
      '02:30',
    ]);
  });

  it('starts within two working days may follow either', () => {
    const weekly = {
      tuesday: [{ start: '22:00', end: '08:00' }],
      wednesday: [{ start: '07:50', end: '09:00' }],
    };
    const hours = { weekly, overrides: [] };
    const span = between('07:00-09:00');
    const over = { ...oneWith({ working_hours: hours, duration: 10 }), slot_step: 30 };
    // Of yesterday's night: 07:00, 07:30. Of today: 07:50, 08:20, 08:50.
    expect(offered(over, span)).toEqual(['07:00', '07:30', '07:50', '08:20', '08:50']);
  });

  it('who is always open counts from local midnight', () => {
    const over = {
      resources: [room('res_a', { timezone: 'Asia/Kathmandu' })],
      needs: [{ role: 'room', skills: [], count: 1 }],
    };
    expect(offered({ ...over, slot_step: 60 }, between('09:00-11:00'))).toEqual(['09:15', '10:15']);
  });
});

describe('A8: notice and horizon', () => {
  it('offers nothing in the past, the present minute included', () => {
    expect(offered({ now: at('15:30') })).toEqual(['15:30', '16:00', '16:30']);
    expect(offered({ now: at('15:30') + 1000 })).toEqual(['16:00', '16:30']);
  });

  it('keeps both limits to the minute, both included', () => {
    expect(offered({ now: at('09:00'), min_notice: 60, max_horizon: 120 })).toEqual([
      '10:00',
      '10:30',
      '11:00',
    ]);
    expect(offered({ now: at('09:00'), min_notice: 61, max_horizon: 119 })).toEqual(['10:30']);
  });
});

it('A9: a hold counts until it expires, and not from that instant on', () => {
  const over = { ...oneWith({ claims: [hold('hold_1', '09:00-16:00', '08:00')] }), slot_step: 60 };
  expect(offered({ ...over, now: at('08:00') - 1000 })).toEqual(['16:00']);
  expect(offered({ ...over, now: at('08:00') })).toHaveLength(8);
});

describe('A4: several resources at once', () => {
  const morning = open('09:00-10:00');

  it('offers a start where every need has someone, and names all', () => {
    const resources = [
      resource('res_a', { working_hours: morning }),
      room('res_r', { claims: [booking('bk_1', '09:00-09:30')] }),
    ];
    expect(findSlots(question({ resources, needs: practitionerAndRoom }), wholeDay)).toEqual([
      {
        start: at('09:30'),
        end: at('10:00'),
        resource_id: 'res_a',
        options: [{ resource_id: 'res_a', end: at('10:00') }],
        allocations: [
          { role: 'practitioner', resource_id: 'res_a' },
          { role: 'room', resource_id: 'res_r' },
        ],
      },
    ]);
  });

  it('A11: other needs are claimed for as long as the main resource takes', () => {
    const resources = [
      resource('res_slow', { working_hours: morning, duration: 60 }),
      resource('res_fast', { working_hours: morning, duration: 30, sort_order: 1 }),
      room('res_r', { duration: 5, claims: [booking('bk_1', '09:45-10:00')] }),
    ];
    const [slot] = findSlots(question({ resources, needs: practitionerAndRoom }), wholeDay);
    expect(slot?.options).toEqual([{ resource_id: 'res_fast', end: at('09:30') }]);
  });

  it('gives the versatile one to the need that has nobody else', () => {
    const resources = [
      resource('res_main', { working_hours: morning, skills: ['lead'] }),
      resource('res_1', { working_hours: morning, skills: ['laser'], sort_order: 1 }),
      resource('res_2', { working_hours: morning, sort_order: 2 }),
    ];
    const needs = [
      { role: 'lead', skills: ['lead'], count: 1 },
      { role: 'assistant', kind: 'practitioner', skills: [], count: 1 },
      { role: 'laser', skills: ['laser'], count: 1 },
    ];
    const [slot] = findSlots(question({ resources, needs }), wholeDay);
    expect(slot?.allocations.map(({ resource_id }) => resource_id)).toEqual(['res_main', 'res_2', 'res_1']);
  });

  it('wishes count for the main resource alone', () => {
    const resources = ['res_a', 'res_b'].map((id) => resource(id, { working_hours: morning }));
    const needs = [{ role: 'practitioner', kind: 'practitioner', skills: [], count: 2 }];
    const [slot] = findSlots(question({ resources, needs, main_resource_ids: ['res_b'] }), wholeDay);
    expect(slot?.allocations.map(({ resource_id }) => resource_id)).toEqual(['res_b', 'res_a']);
  });
});

it('A5: options come by sort_order, then by id', () => {
  const resources = [
    resource('res_c', { sort_order: 2 }),
    resource('res_b', { sort_order: 5 }),
    resource('res_d', { sort_order: 2 }),
  ];
  const [slot] = findSlots(question({ resources }), wholeDay);
  expect(slot?.options.map(({ resource_id }) => resource_id)).toEqual(['res_c', 'res_d', 'res_b']);
});

describe('A10: the next free starts', () => {
  it('are found days away, up to the horizon and not beyond', () => {
    const claims = [{ ...booking('bk_1', '00:00-00:30'), core: away(), padded: away() }];
    const asked = question(oneWith({ claims }));
    const next = nextStarts(asked, at('10:10'), 2, minutes(1440 * 30));
    expect(next.map(({ start }) => formatInstant(start))).toEqual([
      '2026-05-02T09:00:00Z',
      '2026-05-02T09:30:00Z',
    ]);
    expect(nextStarts(asked, at('10:10'), 2, minutes(1440 * 9))).toEqual([]);
  });

  it('are no more than asked for, also where the first days have too few', () => {
    const next = nextStarts(question(), at('16:30'), 20, minutes(1440 * 30));
    expect(next).toHaveLength(20);
    expect(next).toEqual(
      findSlots(question(), { start: at('16:30'), end: at('16:30') + minutes(1440 * 3) }).slice(0, 20),
    );
  });

  it('begin with the asked instant itself', () => {
    expect(nextStarts(question(), at('10:00'), 1, minutes(60)).map(({ start }) => start)).toEqual([
      at('10:00'),
    ]);
  });
});

describe('T8: questions that mean nothing are refused', () => {
  it.each([
    [{ slot_step: 0 }],
    [{ buffer_before: -5 }],
    [{ needs: [] }],
    [{ needs: [{ role: 'room', skills: [], count: 0 }] }],
    [{ resources: [resource('res_a', { duration: 0 })] }],
  ])('%j', (over) => {
    expect(() => findSlots(question(over), wholeDay)).toThrow(RangeError);
  });

  it('a span that ends where it starts', () => {
    expect(() => findSlots(question(), { start: at('09:00'), end: at('09:00') })).toThrow(RangeError);
  });
});

/** From 22 April until the evening of 1 May. */
function away() {
  return { start: at('00:00'), end: parseInstant('2026-05-01T20:00:00Z') };
}
