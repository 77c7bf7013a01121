import { expect, it } from 'vitest';
import { formatRule, parseRule } from './recurrence-rule.ts';
import { shiftRule } from './shift-rule.ts';

// 2026-04-14 is the second Tuesday of April.
it.each([
  ['FREQ=DAILY;COUNT=3', '2026-04-16', 'FREQ=DAILY;COUNT=3'],
  ['FREQ=WEEKLY;COUNT=3', '2026-04-16', 'FREQ=WEEKLY;COUNT=3'],
  ['FREQ=WEEKLY;BYDAY=TU', '2026-04-14', 'FREQ=WEEKLY;BYDAY=TU'],
  ['FREQ=WEEKLY;BYDAY=TU,SU', '2026-04-16', 'FREQ=WEEKLY;BYDAY=TH,TU'],
  ['FREQ=WEEKLY;BYDAY=TU', '2026-04-13', 'FREQ=WEEKLY;BYDAY=MO'],
  ['FREQ=MONTHLY;BYDAY=2TU', '2026-04-22', 'FREQ=MONTHLY;BYDAY=4WE'],
  ['FREQ=MONTHLY;BYMONTHDAY=14', '2026-04-16', 'FREQ=MONTHLY;BYMONTHDAY=16'],
  ['FREQ=MONTHLY;BYMONTHDAY=14,28', '2026-04-16', undefined],
])('T5: %s moved from the 14th to %s is %s', (rule, to, expected) => {
  const shifted = shiftRule(parseRule(rule), '2026-04-14', to);
  expect(shifted && formatRule(shifted)).toBe(expected);
});
