import { expect, test } from 'vitest';
import { derivation, usualCost } from './keys.ts';

const salt = 'c2FsdA';

test('a file asks for no more memory than twice what our own take, in no way', () => {
  expect(derivation.safeParse({ kdf: 'scrypt', ...usualCost, salt }).success).toBe(true);
  for (const cost of [
    { N: 2 ** 20, r: 8, p: 1 },
    { N: 2 ** 18, r: 16, p: 1 },
    { N: 2 ** 17, r: 8, p: 5 },
    { N: 2 ** 40, r: 1, p: 1 },
    { N: 3000, r: 8, p: 1 },
    { N: 512, r: 8, p: 1 },
    { N: -1024, r: 8, p: 1 },
    { N: 1024.5, r: 8, p: 1 },
  ])
    expect([cost, derivation.safeParse({ kdf: 'scrypt', ...cost, salt }).success]).toEqual([cost, false]);
});
