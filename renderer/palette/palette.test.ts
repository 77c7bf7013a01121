import { describe, expect, it } from 'vitest';
import { readDate } from './date-words.ts';
import { bestOf, fitOf } from './rank.ts';

const screens = ['Board', 'Find a time', 'Arrivals', 'Waitlist', 'Reassign a day', 'Needs attention'].map(
  (words) => ({
    words,
  }),
);
const found = (typed: string) => bestOf(screens, typed).map(({ words }) => words);

describe('what is found', () => {
  it('begins with what was typed before it holds it somewhere', () => {
    expect(found('a')).toEqual(['Arrivals', 'Find a time', 'Reassign a day', 'Needs attention']);
    expect(found('time')).toEqual(['Find a time']);
    expect(found('day')).toEqual(['Reassign a day']);
  });

  it('has every word that was typed, in any order', () => {
    expect(found('day rea')).toEqual(['Reassign a day']);
    expect(found('day board')).toEqual([]);
  });

  it('is found without accents, and by other words for it', () => {
    expect(fitOf({ words: 'Übersicht' }, 'ubers')).toBe(4);
    expect(fitOf({ words: 'Dark', also: 'appearance night' }, 'night')).toBe(2);
    expect(fitOf({ words: 'Dark', also: 'appearance night' }, 'light')).toBe(0);
  });

  it('is everything in its own order while nothing is typed', () => {
    expect(found('')).toEqual(screens.map(({ words }) => words));
  });
});

describe('a typed date', () => {
  /** A Monday. */
  const today = '2026-04-20';
  const en = (typed: string) => readDate(typed, today, 'en-GB');

  it('may be near', () => {
    expect([en('today'), en('tomorrow'), en('yest'), en('+10'), en('+6w')]).toEqual([
      '2026-04-20',
      '2026-04-21',
      '2026-04-19',
      '2026-04-30',
      '2026-06-01',
    ]);
    expect(readDate('übermorgen', today, 'de')).toBe('2026-04-22');
    expect(readDate('mañana', today, 'es')).toBe('2026-04-21');
  });

  it('is the next day of a name', () => {
    expect([en('fri'), en('Monday')]).toEqual(['2026-04-24', '2026-04-27']);
    expect(readDate('mittw', today, 'de')).toBe('2026-04-22');
  });

  it('has day and month in the order of the language', () => {
    expect(en('4/5')).toBe('2026-05-04');
    expect(readDate('4/5', today, 'en-US')).toBe('2026-04-05');
    expect(readDate('24.12.', today, 'de')).toBe('2026-12-24');
    expect(en('1/2/27')).toBe('2027-02-01');
    expect(en('2026-05-04')).toBe('2026-05-04');
  });

  it('may name the month', () => {
    expect([en('20 may'), en('May 20th'), en('3 Sept 2027')]).toEqual([
      '2026-05-20',
      '2026-05-20',
      '2027-09-03',
    ]);
    expect(readDate('3. märz', today, 'de')).toBe('2026-03-03');
  });

  it('without a year is this year’s, unless that is long ago', () => {
    expect(en('20 feb')).toBe('2026-02-20');
    expect(en('2 jan')).toBe('2027-01-02');
  });

  it('is one that there is', () => {
    expect([en('31 april'), en('2026-02-30'), en('35/1'), en('priya'), en('a'), en('12')]).toEqual(
      Array(6).fill(undefined),
    );
  });
});
