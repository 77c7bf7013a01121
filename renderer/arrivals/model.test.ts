import { describe, expect, it } from 'vitest';
import { booking } from '../testing/docs.ts';
import { countStages, lateBy, shownOf, type stageOf, waitingFor } from './model.ts';

const nine = Date.parse('2026-04-20T09:00:00Z');
const at = (minute: number) => nine + minute * 60_000;
const visit = (status: Parameters<typeof stageOf>[0], more: Parameters<typeof booking>[2] = {}) =>
  booking('bk_1', '2026-04-20T09:00:00Z', { status, ...more });
const row = (status: Parameters<typeof stageOf>[0], resource_id = 'res_a') => ({
  booking: visit(status, { allocations: [{ role: 'practitioner', resource_id }] }),
  customer: undefined,
  service: undefined,
  people: [],
});

describe('arrivals', () => {
  it('are late from five minutes after the start on, while they are still expected', () => {
    expect(lateBy(visit('confirmed'), at(4))).toBeUndefined();
    expect(lateBy(visit('confirmed'), at(5))).toBe(5);
    expect(lateBy(visit('pending'), at(12.9))).toBe(12);
    expect(lateBy(visit('checked_in'), at(12))).toBeUndefined();
    expect(lateBy(visit('no_show'), at(12))).toBeUndefined();
  });

  it('wait from their arrival until they are seen', () => {
    const checked_in_at = '2026-04-20T08:50:00Z';
    expect(waitingFor(visit('checked_in', { checked_in_at }), nine)).toBe(10);
    expect(waitingFor(visit('in_progress', { checked_in_at }), nine)).toBeUndefined();
    expect(waitingFor(visit('confirmed'), nine)).toBeUndefined();
  });

  it('S9: never wait for less than nothing, whatever clock noted the arrival', () => {
    expect(waitingFor(visit('checked_in', { checked_in_at: '2026-04-20T09:05:00Z' }), nine)).toBe(0);
  });

  it('are counted and shown by stage and person', () => {
    const all = [
      row('confirmed'),
      row('checked_in', 'res_b'),
      row('in_progress'),
      row('completed'),
      row('no_show'),
    ];
    expect(countStages(all)).toEqual({ expected: 1, here: 2, over: 2 });
    expect(shownOf(all, 'here', 'res_b')).toEqual([all[1]]);
    expect(shownOf(all, undefined, 'res_a')).toHaveLength(4);
    expect(shownOf(all, undefined, undefined)).toHaveLength(5);
  });
});
