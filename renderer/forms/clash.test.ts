import { expect, it } from 'vitest';
import { clashing, joined } from './clash.ts';

const base = { name: 'Massage', minutes: 30, needs: ['room'], notes: '' };

it('what two people changed apart from each other is joined', () => {
  const mine = { ...base, minutes: 45 };
  const theirs = { ...base, needs: ['room', 'laser'] };
  expect(clashing(base, mine, theirs)).toEqual([]);
  expect(joined(base, mine, theirs)).toEqual({ ...base, minutes: 45, needs: ['room', 'laser'] });
});

it('what both set to different values clashes, and mine stands until somebody chooses', () => {
  const mine = { ...base, minutes: 45, notes: 'By appointment' };
  const theirs = { ...base, minutes: 60, name: 'Deep massage' };
  expect(clashing(base, mine, theirs)).toEqual(['minutes']);
  expect(joined(base, mine, theirs)).toEqual({ ...mine, name: 'Deep massage' });
});

it('what both set to the same does not', () => {
  const both = { ...base, minutes: 45 };
  expect(clashing(base, both, { ...both })).toEqual([]);
});
