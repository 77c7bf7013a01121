import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unlessPlain } from './plain.ts';

function nested(levels: number): unknown {
  return JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
}

test('what documents hold passes: any JSON of well-formed text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__') && !JSON.stringify(value).includes('\\u0000'));
      expect(unlessPlain(value)).toBeUndefined();
    }),
    { seed: 1 },
  );
  expect(unlessPlain(nested(20))).toBeUndefined();
});

test('NUL, half characters, __proto__ and endless nesting are refused where they are', () => {
  expect(unlessPlain({ a: ['x', 'y\u0000'] })?.details).toEqual({
    issues: [{ path: 'a.1', message: 'has a character that cannot be kept' }],
  });
  expect(unlessPlain({ a: '\ud83e' })?.code).toBe('validation_failed');
  expect(unlessPlain({ 'a\u0000': 1 })?.code).toBe('validation_failed');
  expect(unlessPlain(JSON.parse('{"a":{"__proto__":1}}'))?.code).toBe('validation_failed');
  expect(unlessPlain(nested(100_000))?.message).toBe('is nested more than 20 levels deep');
});
