import { describe, expect, test } from 'vitest';
import { plainError, withoutPersonal } from './plain-error.ts';

describe('an error in the log', () => {
  test.each([
    ['what was quoted', `Unexpected token 'P', "Priya Sharma" is not valid JSON`],
    ['a mail address', 'cannot write to priya.sharma@example.com now'],
    ['a phone number', 'no country for +91 98765 43210 is known'],
    ['a key', 'sk_live_7dc0Fs81aPriyaSharma98 is odd'],
    ['an invitation', 'inv_7dc0Fs81aPriyaSharma98765 is odd'],
    ['a feed’s secret', 'cal_7dc0Fs81aPriyaSharma98765 is odd'],
  ])('does not have %s', (_what, text) => {
    expect(withoutPersonal(text)).not.toMatch(/priya|sharma|9876/i);
    expect(withoutPersonal(text)).not.toBe('');
  });

  test('says what kind it is, its code and where it happened, and so do its causes', () => {
    const cause = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const shown = plainError(new TypeError('no "Priya"', { cause }));
    expect(shown).toMatchObject({ type: 'TypeError', message: 'no …' });
    expect(shown.cause).toMatchObject({ code: 'SQLITE_FULL', message: 'database or disk is full' });
    expect(shown.stack).toContain('plain-error.test.ts');
    expect(shown.stack).not.toContain('Priya');
  });

  test('what is no error is told as little of', () => {
    expect(plainError('odd "Priya"')).toEqual({ type: 'string', message: 'odd …' });
  });
});
