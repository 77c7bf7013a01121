import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { axisOf, boxOf, heightOf, hourMarks, instantAt, snap, yOf } from './geometry.ts';

const hours = (n: number) => minutes(60 * n);

describe('axis', () => {
  it('T3: a day is 24 hours high, 23 in spring and 25 in autumn', () => {
    expect(heightOf(axisOf('Europe/Berlin', '2026-04-20', 1))).toBe(24 * 60);
    expect(heightOf(axisOf('Europe/Berlin', '2026-03-29', 1))).toBe(23 * 60);
    expect(heightOf(axisOf('Europe/Berlin', '2026-10-25', 2))).toBe(25 * 60 * 2);
  });

  it('T3: a day whose midnight is skipped starts at its first instant', () => {
    // Lebanon springs forward at midnight.
    const axis = axisOf('Asia/Beirut', '2026-03-29', 1);
    expect(localDate('Asia/Beirut', axis.start)).toBe('2026-03-29');
    expect(localDate('Asia/Beirut', axis.start - 1)).toBe('2026-03-28');
    expect(heightOf(axis)).toBe(23 * 60);
  });

  it('is the practice’s day, whatever zone the computer is in', () => {
    expect(new Date(axisOf('Asia/Kolkata', '2026-04-20', 1).start).toISOString()).toBe(
      '2026-04-19T18:30:00.000Z',
    );
  });

  it('turns every instant of the day into pixels and back', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    const dates = fc.constantFrom('2026-03-08', '2026-04-05', '2026-04-20', '2026-10-04', '2026-11-01');
    fc.assert(
      fc.property(
        zones,
        dates,
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        fc.nat(1439),
        (zone, date, px, at) => {
          const axis = axisOf(zone, date, px);
          const ms = Math.min(axis.start + minutes(at), axis.end);
          expect(instantAt(axis, yOf(axis, ms))).toBeCloseTo(ms, 3);
        },
      ),
    );
  });

  it('keeps what is dragged beyond the day within it', () => {
    const axis = axisOf('Europe/Berlin', '2026-04-20', 1);
    expect(instantAt(axis, -500)).toBe(axis.start);
    expect(instantAt(axis, 99_999)).toBe(axis.end);
  });
});

describe('snap', () => {
  it('snaps to the wall clock’s five minutes on both sides of a transition', () => {
    const axis = axisOf('Europe/Berlin', '2026-10-25', 1);
    const at = axis.start + hours(10) + minutes(32) + 20_000;
    expect(snap(axis, at, 5) - axis.start).toBe(hours(10) + minutes(30));
    expect(snap(axis, axis.start + minutes(58), 5) - axis.start).toBe(hours(1));
  });
});

describe('box', () => {
  const axis = axisOf('Europe/Berlin', '2026-04-20', 2);

  it('T6: touching the day is not being in it', () => {
    expect(boxOf(axis, { start: axis.start - hours(1), end: axis.start })).toBeUndefined();
    expect(boxOf(axis, { start: axis.end, end: axis.end + hours(1) })).toBeUndefined();
  });

  it('T4: shows the part of a night visit that lies in the day', () => {
    expect(boxOf(axis, { start: axis.start - hours(2), end: axis.start + hours(1) })).toEqual({
      top: 0,
      height: 120,
    });
  });
});

describe('hour marks', () => {
  const fullHours = (zone: string, date: string) =>
    hourMarks(axisOf(zone, date, 1)).filter((mark) => mark.full);

  it('T3: has 23, 24 or 25 full hours', () => {
    expect(fullHours('America/New_York', '2026-03-08')).toHaveLength(23);
    expect(fullHours('America/New_York', '2026-04-20')).toHaveLength(24);
    expect(fullHours('America/New_York', '2026-11-01')).toHaveLength(25);
  });

  it('T3: stays on the wall clock’s hours where the zone moves by half an hour', () => {
    // At 02:00 Lord Howe’s clocks go forward to 02:30: the full hours after it are half an hour nearer.
    const marks = fullHours('Australia/Lord_Howe', '2026-10-04');
    expect(marks.slice(0, 4).map((mark) => mark.y)).toEqual([0, 60, 150, 210]);
  });
});
