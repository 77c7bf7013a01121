import { describe, expect, it } from 'vitest';
import { minutes } from '../../shared/time/instants.ts';
import { card } from '../testing/docs.ts';
import { dropArgs, moveTo, nudge, resizeTo } from './drag.ts';
import { axisOf, yOf } from './geometry.ts';

const axis = axisOf('Europe/Berlin', '2026-04-20', 2);
const at = (hour: number, minute = 0) => axis.start + minutes(hour * 60 + minute);
const columns = ['res_a', 'res_b', 'res_c'];
const point = (x: number, ms: number) => ({ x, y: yOf(axis, ms), width: 300 });

describe('moving by pointer', () => {
  const visit = card(at(10));

  it('keeps the length, snaps to five minutes and takes the column under the pointer', () => {
    // Held 20 pixels, ten minutes, below its top.
    const target = moveTo(axis, columns, visit, 20, point(150, at(11, 22)));
    expect(target).toEqual({ resource_id: 'res_b', start: at(11, 10), end: at(11, 40) });
  });

  it('takes the outermost column beyond the edges, and never leaves the day', () => {
    expect(moveTo(axis, columns, visit, 0, point(-40, at(10))).resource_id).toBe('res_a');
    expect(moveTo(axis, columns, visit, 0, point(999, at(10))).resource_id).toBe('res_c');
    expect(moveTo(axis, columns, visit, 0, { x: 0, y: -500, width: 300 }).start).toBe(axis.start);
    expect(moveTo(axis, columns, visit, 0, { x: 0, y: 99_999, width: 300 }).start).toBe(
      axis.end - minutes(5),
    );
  });

  it('a card in the column of a room moves in time only', () => {
    const inRoom = card(at(10), { main: false });
    expect(moveTo(axis, columns, inRoom, 0, point(250, at(12))).resource_id).toBe('res_a');
  });

  it('T3: an hour further down is an hour later also across a transition', () => {
    const spring = axisOf('Europe/Berlin', '2026-03-29', 2);
    const early = card(spring.start + minutes(60));
    const target = moveTo(spring, columns, early, 0, { x: 0, y: yOf(spring, early.start) + 120, width: 300 });
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
    expect(nudge(axis, columns, visit, start, 'move', step({ columns: 1 })).resource_id).toBe('res_b');
    expect(nudge(axis, columns, visit, start, 'move', step({ columns: -1 })).resource_id).toBe('res_a');
    const later = nudge(axis, columns, visit, start, 'move', step({ minutes: 15 }));
    expect(later).toEqual({ resource_id: 'res_a', start: at(10, 15), end: at(10, 45) });
  });

  it('resizes the end only', () => {
    expect(nudge(axis, columns, visit, start, 'resize', step({ minutes: -5 })).end).toBe(at(10, 25));
    expect(nudge(axis, columns, visit, start, 'resize', step({ minutes: -90 })).end).toBe(at(10, 5));
    expect(nudge(axis, columns, visit, start, 'resize', step({ columns: 1 })).resource_id).toBe('res_a');
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
