import { expect, test } from 'vitest';
import { isRefusal } from '../../shared/errors.ts';
import { pairingTries } from './tries.ts';

let now = 0;
const tries = () => {
  now = 1_000_000;
  return pairingTries(() => now);
};

/** What a try from there is told, and after how many seconds to come again. */
function told(of: ReturnType<typeof pairingTries>, remote: string): [string, unknown] | undefined {
  try {
    of.check(remote);
    return undefined;
  } catch (error) {
    const refusal = Object(error).refusal;
    return isRefusal(refusal) ? [refusal.code, refusal.details?.retry_after] : ['?', error];
  }
}

test('five wrong ones are free; each one after them waits twice as long, up to an hour', () => {
  const of = tries();
  const waits: unknown[] = [];
  for (let i = 0; i < 14; i++) {
    expect(told(of, 'a')).toBeUndefined();
    of.wrong('a');
    const [code, wait] = told(of, 'a') ?? [];
    if (code) expect(code).toBe('account_locked');
    waits.push(wait);
    now += Number(wait ?? 0) * 1000;
  }
  expect(waits.map((wait) => wait ?? 0)).toEqual([
    0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600,
  ]);
});

test('another address goes on meanwhile; a right one ends the count of its own', () => {
  const of = tries();
  for (let i = 0; i < 5; i++) of.wrong('a');
  expect(told(of, 'a')).toEqual(['account_locked', 60]);
  expect(told(of, 'b')).toBeUndefined();
  of.right('a');
  expect(told(of, 'a')).toBeUndefined();
});

test('from however many addresses, no more than 60 in any minute', () => {
  const of = tries();
  for (let i = 0; i < 60; i++) {
    expect(told(of, `10.0.0.${i}`)).toBeUndefined();
    of.wrong(`10.0.0.${i}`);
    now += 500;
  }
  expect(told(of, 'new')).toEqual(['rate_limited', 30]);
  now += 30_001;
  expect(told(of, 'new')).toBeUndefined();
});

test('a clock that was set back locks nobody for ever', () => {
  const of = tries();
  for (let i = 0; i < 5; i++) of.wrong('a');
  now -= 24 * 60 * 60_000;
  expect(told(of, 'a')).toBeUndefined();
});
