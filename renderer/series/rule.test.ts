import { describe, expect, it } from 'vitest';
import { parseRule } from '../../shared/time/recurrence-rule.ts';
import { firstChoice, localText, rhythmWords, ruleOf, ruleWords, shiftedLocal } from './rule.ts';

/** A Tuesday, the third of its month. */
const tuesday = '2026-04-21';

describe('the rule that a form means', () => {
  it('is one that the hub reads', () => {
    expect(ruleOf(firstChoice, tuesday)).toBe('FREQ=WEEKLY;COUNT=6');
    const twice = { ...firstChoice, every: 2, days: ['thursday' as const], ends: { on: '2026-12-31' } };
    expect(ruleOf(twice, tuesday)).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261231');
    expect(ruleOf({ ...firstChoice, rhythm: 'daily' }, tuesday)).toBe('FREQ=DAILY;COUNT=6');
    expect(ruleOf({ ...firstChoice, rhythm: 'monthly_day' }, tuesday)).toBe(
      'FREQ=MONTHLY;BYMONTHDAY=21;COUNT=6',
    );
    expect(ruleOf({ ...firstChoice, rhythm: 'monthly_weekday' }, tuesday)).toBe(
      'FREQ=MONTHLY;BYDAY=3TU;COUNT=6',
    );
    expect(parseRule(ruleOf(twice, tuesday))).toMatchObject({ interval: 2, until: '2026-12-31' });
  });

  it('a fifth weekday means the last of the month, which every month has', () => {
    expect(ruleOf({ ...firstChoice, rhythm: 'monthly_weekday' }, '2026-04-29')).toContain('BYDAY=-1WE');
    expect(rhythmWords('monthly_weekday', '2026-04-29', 'en')).toBe('Monthly on the last Wednesday');
  });

  it('is said in words', () => {
    expect(rhythmWords('monthly_weekday', tuesday, 'en')).toBe('Monthly on the third Tuesday');
    expect(rhythmWords('monthly_day', tuesday, 'en')).toBe('Monthly on day 21');
    expect(ruleWords('FREQ=WEEKLY;COUNT=6')).toBe('Every week, 6 visits');
    expect(ruleWords('FREQ=MONTHLY;INTERVAL=2;BYDAY=3TU')).toBe('Every 2 months');
  });

  it('T5: all visits are moved by the clock, whatever clock change lies between them', () => {
    // A visit of 09:00 in Berlin goes a week later, across the change; one of April goes a week later, too, at 09:00.
    const [from, to, first] = ['2026-03-24T08:00:00Z', '2026-03-31T07:00:00Z', '2026-04-07T07:00:00Z'].map(
      Date.parse,
    );
    expect(shiftedLocal('Europe/Berlin', first ?? 0, from ?? 0, to ?? 0)).toBe('2026-04-14T09:00');
  });

  it('T1: starts on the wall clock', () => {
    expect(localText(tuesday, 9 * 60 + 5)).toBe('2026-04-21T09:05');
  });
});
