import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate } from './calendar.ts';
import { parseRule, ruleDays } from './recurrence-rule.ts';
import { datesOf, lastCounted } from './rule-dates.ts';

const days = fc.uniqueArray(fc.constantFrom(...ruleDays), { minLength: 1, maxLength: 7 });
const nth = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, 5, -1), fc.constantFrom(...ruleDays))
  .map(([n, day]) => `${n}${day}`);
const monthDays = fc.uniqueArray(fc.constantFrom(1, 2, 15, 28, 29, 30, 31, -1), {
  minLength: 1,
  maxLength: 3,
});
const named = fc.oneof(
  fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY'),
  days.map((each) => `FREQ=WEEKLY;BYDAY=${each.join(',')}`),
  fc.uniqueArray(nth, { minLength: 1, maxLength: 3 }).map((each) => `FREQ=MONTHLY;BYDAY=${each.join(',')}`),
  monthDays.map((each) => `FREQ=MONTHLY;BYMONTHDAY=${each.join(',')}`),
);
const rules = fc
  .tuple(named, fc.integer({ min: 1, max: 14 }), fc.constantFrom('', ';COUNT=1', ';COUNT=23'))
  .chain(([rule, interval, end]) =>
    fc.constantFrom(...ruleDays).map((start) => `${rule};INTERVAL=${interval}${end};WKST=${start}`),
  );
// The last days of months and 29 February are where rules differ.
const firsts = fc.oneof(
  fc.integer({ min: dayOfDate('2023-12-01'), max: dayOfDate('2028-12-31') }),
  fc.constantFrom('2024-02-29', '2026-01-31', '2027-12-31', '2028-02-29').map(dayOfDate),
);

/** The same by a library that knows all of RFC 5545. */
function byLibrary(text: string, first: number, from: number, to: number): string[] {
  const start = `${dateOfDay(first).replaceAll('-', '')}T120000Z`;
  const rule = new RRuleTemporal({ rruleString: `DTSTART:${start}\nRRULE:${text}` });
  const noon = (day: number) => new Date(`${dateOfDay(day)}T12:00:00Z`);
  return rule.between(noon(from), noon(to), true).map((each) => each.toPlainDate().toString());
}

describe('T5: the dates that a rule names', () => {
  it('are those that a library for all of RFC 5545 finds, in any window', () => {
    fc.assert(
      fc.property(
        rules,
        firsts,
        fc.integer({ min: -100, max: 2000 }),
        fc.integer({ min: 0, max: 1500 }),
        (text, first, ahead, length) => {
          const dated = { rule: parseRule(text), first };
          const [from, to] = [first + ahead, first + ahead + length];
          const expected = byLibrary(text, first, from, to);
          expect([...datesOf(dated, from, to)].map(dateOfDay)).toEqual(expected);
          const last = lastCounted(dated, first + 40 * 366);
          if (last === undefined) return;
          expect([...datesOf({ ...dated, last }, from, to)].map(dateOfDay)).toEqual(expected);
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  });

  it('a look far ahead costs what it finds, not the years before it', () => {
    const rule = parseRule('FREQ=DAILY');
    const [first, from] = [dayOfDate('1970-01-01'), dayOfDate('9000-01-01')];
    const begun = process.cpuUsage();
    for (let n = 0; n < 1000; n++) expect([...datesOf({ rule, first }, from, from + 2)]).toHaveLength(3);
    const computedMs = process.cpuUsage(begun).user / 1000;
    // Walking there day by day takes a thousand times 2.5 million steps.
    expect(computedMs).toBeLessThan(2000);
  });
});
