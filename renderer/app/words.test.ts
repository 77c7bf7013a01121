import { describe, expect, it } from 'vitest';
import { invitationIn } from '../pairing/invitation.ts';
import { connectionWords, skewWords } from './connection-words.ts';
import { formatOf, lengthWords } from './format.ts';

describe('format', () => {
  const india = formatOf({ timezone: 'Asia/Kolkata', locale: 'en-IN' });
  const berlin = formatOf({ timezone: 'Europe/Berlin', locale: 'de-DE' });

  it('T1: shows instants in the practice’s zone and locale, whatever the computer’s', () => {
    expect(india.time('2026-04-20T05:00:00Z')).toBe('10:30 am');
    expect(india.bareTime('2026-04-20T05:00:00Z')).toBe('10:30');
    expect(india.hour(Date.parse('2026-04-20T04:30:00Z'))).toBe('10 am');
    expect(berlin.time('2026-04-20T05:00:00Z')).toBe('07:00');
    expect(berlin.hour(Date.parse('2026-04-20T05:00:00Z'))).toBe('07:00');
    expect([india.hour12, berlin.hour12]).toEqual([true, false]);
  });

  it('writes the date of a day whose midnight is on another date in UTC', () => {
    expect(india.longDate('2026-04-20')).toBe('Monday, 20 April 2026');
  });

  it('writes money with the currency’s own decimals', () => {
    const price = { amount_minor: 150_000, currency: 'INR', type: 'flat' } as const;
    expect(india.money(price)).toBe('₹1,500.00');
    expect(india.money({ amount_minor: 1500, currency: 'JPY', type: 'hourly' })).toMatch(/1,500 an hour$/);
  });

  it('falls back to English for a locale that nobody knows', () => {
    expect(formatOf({ timezone: 'UTC', locale: 'xx' }).locale).toBe('en');
  });

  it('is in the desk’s language with the habits of the practice’s country, unless its locale is of that language', () => {
    const clinic = { timezone: 'Asia/Kolkata', locale: 'en-IN', country: 'IN' };
    expect(formatOf(clinic, { language: 'en' }).locale).toBe('en-IN');
    const german = formatOf(clinic, { language: 'de' });
    expect(german.locale).toBe('de-IN');
    expect(german.longDate('2026-04-20')).toBe('Montag, 20. April 2026');
    expect(german.weekday('tuesday', 'short')).toBe('Di');
    expect(german.list(['Anna', 'Raum 2', 'Laser'])).toBe('Anna, Raum 2 und Laser');
    expect(german.number(1234.5)).toBe('1.234,5');
    expect(german.percent(0.975)).toMatch(/^97,5\s%$/);
    expect(formatOf({ timezone: 'UTC', locale: 'ar-EG' }, { language: 'ar' }).number(15)).toBe('١٥');
  });

  it('keeps to the clock and the week that were chosen, and to the locale’s where none were', () => {
    const clinic = { timezone: 'Europe/Berlin', locale: 'en-US' };
    const usual = formatOf(clinic);
    expect([usual.time('2026-04-20T13:30:00Z'), usual.week[0], usual.firstDay]).toEqual([
      '3:30 PM',
      'sunday',
      0,
    ]);
    const chosen = formatOf(clinic, { hour12: false, firstDay: 'monday' });
    expect([chosen.time('2026-04-20T13:30:00Z'), chosen.week[0], chosen.firstDay]).toEqual([
      '15:30',
      'monday',
      1,
    ]);
    expect(formatOf({ timezone: 'UTC', locale: 'de-DE' }).week[0]).toBe('monday');
    expect(formatOf({ timezone: 'UTC', locale: 'ar-EG' }).week.slice(0, 2)).toEqual(['saturday', 'sunday']);
    expect(chosen.clock(15 * 60 + 5)).toBe('15:05');
  });

  it('says how long ago something was', () => {
    const now = Date.parse('2026-04-20T10:00:00Z');
    expect(india.ago('2026-04-20T09:55:00Z', now)).toBe('5 minutes ago');
    expect(india.ago('2026-04-20T12:00:00Z', now)).toBe('in 2 hours');
    expect(berlin.ago('2026-04-19T09:00:00Z', now)).toBe('gestern');
  });

  it('says lengths as people do', () => {
    expect([45, 60, 90].map(lengthWords)).toEqual(['45 min', '1 h', '1 h 30 min']);
  });
});

describe('connection', () => {
  const connection = {
    state: 'online',
    waiting: 0,
    attention: 0,
    uncopied: 0,
    skewMinutes: 0,
    filled: true,
  } as const;
  const short = (more: object) => connectionWords({ ...connection, ...more }).short;

  it('says what waits, in every state', () => {
    expect(short({})).toBe('Hub here');
    expect(short({ waiting: 2 })).toBe('Hub here, sending 2 changes');
    expect(short({ state: 'offline' })).toBe('Offline');
    expect(short({ state: 'offline', waiting: 1 })).toBe('Offline, 1 change waiting');
    expect(short({ filled: false })).toBe('Fetching the practice…');
  });

  it('S9: warns of a clock that is minutes off, either way', () => {
    expect(skewWords(4)).toBeUndefined();
    expect(skewWords(-5)).toBe('Clock 5 min behind');
    expect(skewWords(184)).toBe('Clock 3 h ahead');
  });
});

describe('invitation', () => {
  it('is found in a link or alone, and nowhere else', () => {
    const invitation = 'inv_KGPxoWauAFQIO0FcJrRyZQ';
    expect(invitationIn(`http://127.0.0.1:4650/#invitation=${invitation}`)).toBe(invitation);
    expect(invitationIn(` ${invitation} `)).toBe(invitation);
    expect(invitationIn('http://127.0.0.1:4650/')).toBeUndefined();
  });
});
