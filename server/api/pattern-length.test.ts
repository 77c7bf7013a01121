import { expect, test } from 'vitest';
import { longestMatch } from './pattern-length.ts';

test.each([
  ['^#[0-9a-f]{6}$', 7],
  ['^(svc|srv)_[A-Za-z0-9_]{1,48}$', 52],
  ['^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$', 5],
  ['^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', Number.POSITIVE_INFINITY],
  ['^https?:\\/\\/[a-z.]{1,9}(:\\d{1,5})?$', 23],
  ['^(?!x)ab?$', 2],
  ['abc', Number.POSITIVE_INFINITY],
])('%s takes at most %d characters', (pattern, length) => {
  expect(longestMatch(pattern)).toBe(length);
});
