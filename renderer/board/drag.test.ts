import { describe, expect, it } from 'vitest';
import { weekdays } from '../../shared/time/hours.ts';
import { minutes } from '../../shared/time/instants.ts';
import { card } from '../testing/docs.ts';
import { weekOf } from './dates.ts';
import { dropArgs, moveTo, nudge, resizeTo, stretchTo } from './drag.ts';
import { type Axis, axisOf, yOf } from './geometry.ts';
import { inlineOffset, type Track, trackIndex } from './tracks.ts';

const axis = axisOf('Europe/Berlin', '2026-04-20', 2);
const at = (hour: number, minute = 0) => axis.start + minutes(hour * 60 + minute);
const tracksOf = (of: Axis): Track[] =>
  ['res_a', 'res_b', 'res_c'].map((id) => ({ key: id, resource: { id }, axis: of }));
const columns = tracksOf(axis);
const point = (x: number, ms: number) => ({ x, y: yOf(axis, ms), width: 300 });

describe('moving by pointer', () => {
  const visit = card(at(10));

  it('keeps the length, snaps to five minutes and takes the column under the pointer', () => {
    // Held 20 pixels, ten minutes, below its top.
    const target = moveTo(columns, visit, 20, point(150, at(11, 22)));
    expect(target).toEqual({ resource_id: 'res_b', start: at(11, 10), end: at(11, 40) });
  });

  it('takes the outermost column beyond the edges, and never leaves the day', () => {
    expect(moveTo(columns, visit, 0, point(-40, at(10))).resource_id).toBe('res_a');
    expect(moveTo(columns, visit, 0, point(999, at(10))).resource_id).toBe('res_c');
    expect(moveTo(columns, visit, 0, { x: 0, y: -500, width: 300 }).start).toBe(axis.start);
    expect(moveTo(columns, visit, 0, { x: 0, y: 99_999, width: 300 }).start).toBe(axis.end - minutes(5));
  });

  it('a card in the column of a room moves in time only', () => {
    const inRoom = card(at(10), { main: false });
    expect(moveTo(columns, inRoom, 0, point(250, at(12))).resource_id).toBe('res_a');
  });

  it('T3: an hour further down is an hour later also across a transition', () => {
    const spring = axisOf('Europe/Berlin', '2026-03-29', 2);
    const early = card(spring.start + minutes(60));
    const target = moveTo(tracksOf(spring), early, 0, {
      x: 0,
      y: yOf(spring, early.start) + 120,
      width: 300,
    });
    expect(target.start - early.start).toBe(minutes(60));
  });
});

describe('resizing', () => {
  it('snaps the end and is never shorter than five minutes', () => {
    const visit = card(at(10));
    expect(resizeTo(axis, visit, yOf(axis, at(10, 43))).end).toBe(at(10, 45));
    expect(resizeTo(axis, visit, yOf(axis, at(9))).end).toBe(at(10, 5));
  });
});

describe('keyboard', () => {
  const visit = card(at(10));
  const start = { resource_id: 'res_a', start: visit.start, end: visit.end };
  const step = (by: { columns?: number; minutes?: number }) => ({ columns: 0, minutes: 0, ...by });

  it('moves by columns and minutes and stops at the board’s edges', () => {
    expect(nudge(columns, visit, start, 'move', step({ columns: 1 })).resource_id).toBe('res_b');
    expect(nudge(columns, visit, start, 'move', step({ columns: -1 })).resource_id).toBe('res_a');
    const later = nudge(columns, visit, start, 'move', step({ minutes: 15 }));
    expect(later).toEqual({ resource_id: 'res_a', start: at(10, 15), end: at(10, 45) });
  });

  it('resizes the end only', () => {
    expect(nudge(columns, visit, start, 'resize', step({ minutes: -5 })).end).toBe(at(10, 25));
    expect(nudge(columns, visit, start, 'resize', step({ minutes: -90 })).end).toBe(at(10, 5));
    expect(nudge(columns, visit, start, 'resize', step({ columns: 1 })).resource_id).toBe('res_a');
  });
});

describe('what a drop means', () => {
  const visit = card(at(10));
  const here = { resource_id: 'res_a', start: visit.start, end: visit.end };

  it('nothing, where it was picked up', () => {
    expect(dropArgs(visit, here)).toBeUndefined();
  });

  it('only what changed: time, resource or length', () => {
    expect(dropArgs(visit, { ...here, start: at(11), end: at(11, 30) })).toEqual({
      id: 'bk_1',
      start_at: '2026-04-20T09:00:00Z',
    });
    expect(dropArgs(visit, { ...here, resource_id: 'res_b' })).toEqual({ id: 'bk_1', resource_id: 'res_b' });
    expect(dropArgs(visit, { ...here, end: at(10, 45) })).toEqual({ id: 'bk_1', duration: 45 });
  });

  it('never another main resource from the column of a room', () => {
    expect(dropArgs(card(at(10), { main: false }), { ...here, resource_id: 'res_b' })).toBeUndefined();
  });
});

describe('a week', () => {
  // In Berlin the clocks go forward on Sunday, 29 March 2026.
  const tracks: Track[] = weekOf('2026-03-25', weekdays).map((date) => ({
    key: `res_a ${date}`,
    resource: { id: 'res_a' },
    axis: axisOf('Europe/Berlin', date, 2),
  }));
  const [monday, tuesday] = tracks;
  if (!monday || !tuesday) throw new Error('a week');
  const visit = card(monday.axis.start + minutes(600), { column: monday.key });

  it('a drag to another column is the same resource on another day', () => {
    const target = moveTo(tracks, visit, 0, { x: 350, y: 1200, width: 700 });
    expect(target).toEqual({
      resource_id: 'res_a',
      start: Date.parse('2026-03-26T09:00:00Z'),
      end: Date.parse('2026-03-26T09:30:00Z'),
    });
    expect(trackIndex(tracks, target)).toBe(3);
    expect(dropArgs(visit, target)).toEqual({ id: 'bk_1', start_at: '2026-03-26T09:00:00Z' });
  });

  it('the card of a room moves to another day, too: it stays in its room', () => {
    const inRoom = { ...visit, main: false };
    expect(moveTo(tracks, inRoom, 0, { x: 150, y: 1200, width: 700 }).start).toBe(
      tuesday.axis.start + minutes(600),
    );
  });

  it('T3: an arrow to the side keeps the time on the clock, also over a clock change', () => {
    const saturday = Date.parse('2026-03-28T09:00:00Z');
    const target = { resource_id: 'res_a', start: saturday, end: saturday + minutes(30) };
    const next = nudge(tracks, visit, target, 'move', { columns: 1, minutes: 0 });
    expect(next.start).toBe(Date.parse('2026-03-29T08:00:00Z'));
    expect(next.end - next.start).toBe(minutes(30));
  });
});

describe('marking free time', () => {
  it('takes whole steps, from either end, and stays within the day', () => {
    expect(stretchTo(axis, at(12, 1), at(12, 28))).toEqual({ start: at(12), end: at(12, 30) });
    expect(stretchTo(axis, at(12, 28), at(12, 1))).toEqual({ start: at(12), end: at(12, 30) });
    expect(stretchTo(axis, at(12), at(12))).toEqual({ start: at(12), end: at(12, 5) });
    expect(stretchTo(axis, axis.end, axis.end)).toEqual({ start: axis.end - minutes(5), end: axis.end });
  });
});

describe('right to left', () => {
  it('the first column is the one at the right', () => {
    const box = { left: 100, right: 400 };
    const target = (clientX: number, rtl: boolean) =>
      moveTo(columns, card(at(10)), 0, {
        x: inlineOffset(box, clientX, rtl),
        y: yOf(axis, at(10)),
        width: 300,
      }).resource_id;
    expect([110, 250, 390].map((x) => target(x, false))).toEqual(['res_a', 'res_b', 'res_c']);
    expect([110, 250, 390].map((x) => target(x, true))).toEqual(['res_c', 'res_b', 'res_a']);
  });
});
