import { expect, test } from 'vitest';
import { addDays } from '../../shared/time/calendar.ts';
import { superfluous } from './rotate.ts';

const zone = 'Europe/Berlin';

/** What is kept of one backup a day, the newest on the last of `count` days. */
function keptOf(
  dates: readonly string[],
  keep: { daily: number; weekly: number; monthly: number },
): string[] {
  const backups = dates.map((date) => ({ header: { made_at: `${date}T01:00:00Z` } }));
  const gone = new Set(superfluous(backups, keep, zone));
  return backups.filter((one) => !gone.has(one)).map(({ header }) => header.made_at.slice(0, 10));
}

const year = Array.from({ length: 365 }, (_, i) => addDays('2026-11-21', -i));

test('the last of so many days, weeks and months is kept', () => {
  expect(keptOf(year, { daily: 3, weekly: 2, monthly: 3 })).toEqual([
    // Days; the first is the last of its week and month, too.
    '2026-11-21',
    '2026-11-20',
    '2026-11-19',
    // The Sunday before.
    '2026-11-15',
    '2026-10-31',
    '2026-09-30',
  ]);
});

test('the newest is kept whatever is asked for, and days without a backup do not count', () => {
  expect(keptOf(['2026-11-21'], { daily: 1, weekly: 0, monthly: 0 })).toEqual(['2026-11-21']);
  expect(keptOf(['2026-11-21', '2026-06-01', '2026-01-01'], { daily: 2, weekly: 0, monthly: 0 })).toEqual([
    '2026-11-21',
    '2026-06-01',
  ]);
});

test('days are those of the practice: of two on one local day the later is kept', () => {
  const two = ['2026-11-21T22:30:00Z', '2026-11-20T23:30:00Z'].map((made_at) => ({ header: { made_at } }));
  expect(superfluous(two, { daily: 7, weekly: 0, monthly: 0 }, zone)).toEqual([two[1]]);
  expect(superfluous(two, { daily: 7, weekly: 0, monthly: 0 }, 'UTC')).toEqual([]);
});
