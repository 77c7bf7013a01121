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
  resource: resource(id),
  cards,
  off,
  blocks: [],
  holds: [],
});
const columns = [column('res_a', [visit]), column('res_b', [])];
const [first, second] = columns;

describe('arrow keys', () => {
  it('go from free quarter hours onto a card and over it', () => {
    const free = { resource_id: 'res_a', at: at(9, 45) };
    const onCard = moveCursor(axis, columns, free, 'down');
    expect(onCard).toEqual({ resource_id: 'res_a', at: at(10), card: 'bk_1 res_a' });
    expect(moveCursor(axis, columns, onCard, 'down')).toEqual({ resource_id: 'res_a', at: at(10, 30) });
    expect(moveCursor(axis, columns, onCard, 'up')).toEqual(free);
  });

  it('go sideways to what lies at the same time, and stop at the edges', () => {
    const onCard = { resource_id: 'res_a', at: at(10), card: 'bk_1 res_a' };
    expect(moveCursor(axis, columns, onCard, 'right')).toEqual({ resource_id: 'res_b', at: at(10) });
    expect(moveCursor(axis, columns, { resource_id: 'res_b', at: at(10, 15) }, 'left')).toEqual(onCard);
    expect(moveCursor(axis, columns, onCard, 'left')).toEqual(onCard);
    const last = { resource_id: 'res_b', at: at(23, 45) };
    expect(moveCursor(axis, columns, last, 'down')).toEqual(last);
  });

  it('reach two visits that overlap one after the other', () => {
    const over = card(at(10, 15), { key: 'bk_2 res_a', id: 'bk_2' });
    const both = [column('res_a', [visit, over])];
    const one = { resource_id: 'res_a', at: at(10), card: 'bk_1 res_a' };
    expect(moveCursor(axis, both, one, 'down').card).toBe('bk_2 res_a');
  });
});

describe('where the keyboard stands', () => {
  it('begins at now on today’s board, otherwise where work begins', () => {
    expect(resolveCursor(axis, columns, undefined, at(12, 20))).toEqual({
      resource_id: 'res_a',
      at: at(12, 15),
    });
    expect(resolveCursor(axis, columns, undefined, axis.end + minutes(60))?.at).toBe(at(8));
  });

  it('follows a card to another column', () => {
    const moved = card(at(14), { key: 'bk_1 res_b', resource_id: 'res_b' });
    const cursor = { resource_id: 'res_a', at: at(10), card: 'bk_1 res_a' };
    const after = resolveCursor(axis, [column('res_a', []), column('res_b', [moved])], cursor, 0);
    expect(after).toEqual({ resource_id: 'res_b', at: at(14), card: 'bk_1 res_b' });
  });

  it('stays at the time where the card has gone', () => {
    const cursor = { resource_id: 'res_a', at: at(10), card: 'bk_1 res_a' };
    expect(resolveCursor(axis, [column('res_a', [])], cursor, 0)).toEqual({
      resource_id: 'res_a',
      at: at(10),
    });
  });

  it('is nowhere on a board without columns', () => {
    expect(resolveCursor(axis, [], undefined, 0)).toBeUndefined();
  });

  it('a freed booking does not hide the time it gave back', () => {
    const freed = column('res_a', [card(at(10), { freed: true })]);
    expect(stopAt(axis, freed, at(10, 15))).toEqual({ resource_id: 'res_a', at: at(10, 15) });
  });
});

describe('a click on free time', () => {
  it('books at the quarter hour, or right after the visit and its buffer', () => {
    if (!first || !second) throw new Error('two columns');
    expect(clickedStart(axis, second, at(11, 14))).toBe(at(11));
    const buffered = column('res_a', [card(at(10), { buffer_after: 5 })]);
    expect(clickedStart(axis, buffered, at(10, 40))).toBe(at(10, 35));
    expect(clickedStart(axis, first, at(10, 44))).toBe(at(10, 30));
  });
});
