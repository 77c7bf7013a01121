import { describe, expect, it } from 'vitest';
import { minutes } from '../../shared/time/instants.ts';
import { card, resource } from '../testing/docs.ts';
import { axisOf } from './geometry.ts';
import type { ColumnModel } from './model.ts';
import { clickedStart, moveCursor, resolveCursor, stopAt } from './stops.ts';

const axis = axisOf('Europe/Berlin', '2026-04-20', 1);
const at = (hour: number, minute = 0) => axis.start + minutes(hour * 60 + minute);
const visit = card(at(10));
const off = [
  { start: axis.start, end: at(8) },
  { start: at(17), end: axis.end },
];
const column = (id: string, cards: ColumnModel['cards']): ColumnModel => ({
  key: id,
  axis,
  resource: resource(id),
  cards,
  off,
  blocks: [],
  holds: [],
  veiled: [],
});
const columns = [column('res_a', [visit]), column('res_b', [])];
const [first, second] = columns;

describe('arrow keys', () => {
  it('go from free quarter hours onto a card and over it', () => {
    const free = { column: 'res_a', at: at(9, 45) };
    const onCard = moveCursor(columns, free, 'down');
    expect(onCard).toEqual({ column: 'res_a', at: at(10), card: 'bk_1 res_a' });
    expect(moveCursor(columns, onCard, 'down')).toEqual({ column: 'res_a', at: at(10, 30) });
    expect(moveCursor(columns, onCard, 'up')).toEqual(free);
  });

  it('go sideways to what lies at the same time, and stop at the edges', () => {
    const onCard = { column: 'res_a', at: at(10), card: 'bk_1 res_a' };
    expect(moveCursor(columns, onCard, 'after')).toEqual({ column: 'res_b', at: at(10) });
    expect(moveCursor(columns, { column: 'res_b', at: at(10, 15) }, 'before')).toEqual(onCard);
    expect(moveCursor(columns, onCard, 'before')).toEqual(onCard);
    const last = { column: 'res_b', at: at(23, 45) };
    expect(moveCursor(columns, last, 'down')).toEqual(last);
  });

  it('reach two visits that overlap one after the other', () => {
    const over = card(at(10, 15), { key: 'bk_2 res_a', id: 'bk_2' });
    const both = [column('res_a', [visit, over])];
    const one = { column: 'res_a', at: at(10), card: 'bk_1 res_a' };
    expect(moveCursor(both, one, 'down').card).toBe('bk_2 res_a');
  });
});

describe('where the keyboard stands', () => {
  it('begins at now on today’s board, otherwise where work begins', () => {
    expect(resolveCursor(columns, undefined, at(12, 20))).toEqual({
      column: 'res_a',
      at: at(12, 15),
    });
    expect(resolveCursor(columns, undefined, axis.end + minutes(60))?.at).toBe(at(8));
  });

  it('follows a card to another column', () => {
    const moved = card(at(14), { key: 'bk_1 res_b', column: 'res_b', resource_id: 'res_b' });
    const cursor = { column: 'res_a', at: at(10), card: 'bk_1 res_a' };
    const after = resolveCursor([column('res_a', []), column('res_b', [moved])], cursor, 0);
    expect(after).toEqual({ column: 'res_b', at: at(14), card: 'bk_1 res_b' });
  });

  it('stays at the time where the card has gone', () => {
    const cursor = { column: 'res_a', at: at(10), card: 'bk_1 res_a' };
    expect(resolveCursor([column('res_a', [])], cursor, 0)).toEqual({
      column: 'res_a',
      at: at(10),
    });
  });

  it('on another day stands in the same column at the same time', () => {
    const tomorrow = axisOf('Europe/Berlin', '2026-04-21', 1);
    const next = columns.map((each) => ({ ...each, axis: tomorrow, cards: [] }));
    const cursor = resolveCursor(next, { column: 'res_b', at: at(11) }, 0);
    expect(cursor).toEqual({ column: 'res_b', at: tomorrow.start + minutes(11 * 60) });
  });

  it('is nowhere on a board without columns', () => {
    expect(resolveCursor([], undefined, 0)).toBeUndefined();
  });

  it('a freed booking does not hide the time it gave back', () => {
    const freed = column('res_a', [card(at(10), { freed: true })]);
    expect(stopAt(freed, at(10, 15))).toEqual({ column: 'res_a', at: at(10, 15) });
  });
});

describe('a click on free time', () => {
  it('books at the quarter hour, or right after the visit and its buffer', () => {
    if (!first || !second) throw new Error('two columns');
    expect(clickedStart(second, at(11, 14))).toBe(at(11));
    const buffered = column('res_a', [card(at(10), { buffer_after: 5 })]);
    expect(clickedStart(buffered, at(10, 40))).toBe(at(10, 35));
    expect(clickedStart(first, at(10, 44))).toBe(at(10, 30));
  });
});
