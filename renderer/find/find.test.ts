import { describe, expect, it } from 'vitest';
import { partOfDayAt } from '../../shared/time/part-of-day.ts';
import { formatOf } from '../app/format.ts';
import { clockWords } from './clock-words.ts';
import { type FreeStart, freeDays, shownStarts } from './free-days.ts';
import { readWish } from './read-wish.ts';
import { timeWordsOf } from './time-words.ts';
import { type LocalStart, nothingWished, suits } from './wish.ts';

const known = {
  services: [
    { id: 'svc_consult', name: 'Consultation' },
    { id: 'svc_first', name: 'First visit' },
    { id: 'svc_massage', name: 'Anna’s massage' },
  ],
  resources: [
    { id: 'res_niket', name: 'Dr Niket' },
    { id: 'res_asha', name: 'Dr Asha' },
    { id: 'res_anna', name: 'Anna Berg' },
  ],
  today: '2026-04-20',
  hour12: false,
};
const read = (text: string, more: Partial<typeof known> = {}) => readWish(text, { ...known, ...more });

const clocks = (hour12: boolean) => formatOf({ timezone: 'Asia/Kolkata', locale: 'en-US' }, { hour12 });

describe('a wish in another language', () => {
  const berlin = formatOf({ timezone: 'Europe/Berlin', locale: 'de-DE' });
  const words = {
    ...timeWordsOf(berlin),
    tomorrow: ['morgen'],
    nextWeek: ['nachste woche'],
    after: ['nach', 'ab'],
    before: ['vor'],
  };

  it('is read by its names of days and times, and by the English ones', () => {
    const heard = (text: string) => readWish(text, { ...known, words });
    expect(heard('consult niket Di, donnerstag nach 15 vor 16:30')).toEqual({
      service_id: 'svc_consult',
      resource_id: 'res_niket',
      days: ['tuesday', 'thursday'],
      after: 900,
      before: 990,
    });
    expect(heard('nächste Woche tue')).toEqual({ from: '2026-04-27', days: ['tuesday'] });
    expect(heard('morgen ab 9').from).toBe('2026-04-21');
  });
});

describe('a wish in words', () => {
  it('is understood while it is being typed', () => {
    const keystrokes = ['c', 'co', 'con', 'cons'].map((text) => read(text).service_id);
    expect(keystrokes).toEqual([undefined, 'svc_consult', 'svc_consult', 'svc_consult']);
  });

  it('names service, person, days, part of the day and time, in any order', () => {
    expect(read('Consult NIKET tue, thursdays afternoon after 15 before 16:30')).toEqual({
      service_id: 'svc_consult',
      resource_id: 'res_niket',
      days: ['tuesday', 'thursday'],
      parts: ['afternoon'],
      after: 900,
      before: 990,
    });
    expect(read('next week asha')).toEqual({ resource_id: 'res_asha', from: '2026-04-27' });
  });

  it('says from when', () => {
    const from = (text: string) => read(text).from;
    expect(['today', 'tomorrow', 'in 3 days', 'in 6 weeks'].map(from)).toEqual([
      '2026-04-20',
      '2026-04-21',
      '2026-04-23',
      '2026-06-01',
    ]);
  });

  it('leaves out what it does not understand, and who could be several', () => {
    expect(read('dr')).toEqual({});
    expect(read('xyz after lunch in many')).toEqual({});
    expect(read('after 25')).toEqual({});
  });

  it('a word of the service’s name is not also a person’s, unless nobody else is named', () => {
    expect(read('massage anna')).toEqual({ service_id: 'svc_massage' });
    expect(read('anna berg')).toEqual({ service_id: 'svc_massage', resource_id: 'res_anna' });
  });

  it('a bare hour is of the afternoon where clocks say am and pm', () => {
    expect(read('after 3', { hour12: true }).after).toBe(15 * 60);
    expect(read('after 9', { hour12: true }).after).toBe(9 * 60);
    expect(read('after 3').after).toBe(3 * 60);
    expect(read('after 3pm').after).toBe(15 * 60);
    expect(read('before 12am').before).toBe(0);
  });

  it('is said back as a choice that can be taken away', () => {
    expect(clockWords({ ...nothingWished, after: 900, before: 990 }, clocks(false))).toBe(
      'From 15:00, before 16:30',
    );
    expect(clockWords({ ...nothingWished, after: 900 }, clocks(true))).toBe('From 3:00 PM');
    expect(clockWords(nothingWished, clocks(true))).toBeUndefined();
  });
});

describe('what suits a wish', () => {
  const monday = (minute: number): LocalStart => ({
    weekday: 'monday',
    minute,
    part: partOfDayAt('UTC', minute * 60_000),
  });

  it('everything suits who wishes nothing', () => {
    expect(suits(nothingWished, monday(0))).toBe(true);
  });

  it('days, parts of the day and times all have to', () => {
    const wish = { ...nothingWished, days: ['monday' as const], parts: ['afternoon' as const], after: 780 };
    expect([720, 779, 780, 1019, 1020].map((minute) => suits(wish, monday(minute)))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(suits(wish, { ...monday(800), weekday: 'tuesday' })).toBe(false);
  });

  it('T1, T3: days and times are the practice’s, also across a transition', () => {
    const zone = 'Europe/Berlin';
    // 23:30 UTC is already the next day in Berlin, an hour earlier after the clocks went forward.
    const slots = ['2026-03-28T22:30:00Z', '2026-03-28T23:30:00Z', '2026-03-29T12:00:00Z'].map(slotAt);
    const days = freeDays(slots, nothingWished, zone);
    expect(days.map(({ starts }) => starts.length)).toEqual([1, 2]);
    const at14 = freeDays(slots, { ...nothingWished, after: 14 * 60, before: 15 * 60 }, zone);
    expect(at14.flatMap(({ starts }) => starts.map(({ start }) => start))).toEqual([slots[2]?.start]);
  });

  it('of a full day those times are shown that people name', () => {
    const quarters = Array.from({ length: 36 }, (_, n) => Date.parse('2026-04-20T09:00:00Z') + n * 900_000);
    const starts = quarters.map((start) => ({ start, resource_id: 'res_niket', choices: 1 }));
    const shown = shownStarts(starts, 'UTC');
    expect(shown).toHaveLength(18);
    expect(shown.every(({ start }) => start % 1_800_000 === 0)).toBe(true);
    expect(shownStarts(starts.slice(0, 18), 'UTC')).toHaveLength(18);
  });
});

function slotAt(iso: string): FreeStart {
  return { start: Date.parse(iso), resource_id: 'res_niket', choices: 1 };
}
