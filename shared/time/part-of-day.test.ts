import { describe, expect, it } from 'vitest';
import { partOfDayAt } from './part-of-day.ts';

describe('T1: parts of the day are those of a zone’s clocks', () => {
  it.each([
    ['2026-04-20T09:59:00Z', 'morning'],
    ['2026-04-20T10:00:00Z', 'afternoon'],
    ['2026-04-20T14:59:00Z', 'afternoon'],
    ['2026-04-20T15:00:00Z', 'evening'],
    ['2026-04-20T21:59:00Z', 'evening'],
    ['2026-04-20T22:00:00Z', 'morning'],
    // An hour later after the clocks went back.
    ['2026-11-20T10:59:00Z', 'morning'],
    ['2026-11-20T11:00:00Z', 'afternoon'],
  ])('%s in Berlin is %s', (instant, part) => {
    expect(partOfDayAt('Europe/Berlin', Date.parse(instant))).toBe(part);
  });
});
