import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { setUpPractice } from '../commands/practice/set-up.ts';
import { resources } from '../resources/resources.ts';
import { services } from '../resources/services.ts';
import { workingHours } from '../time/hours.ts';
import { countries, guessCountry, workingDays } from './countries.ts';
import { type Answers, proposedDays, proposePractice } from './propose.ts';
import { setUpRequest } from './request.ts';
import { type Trade, templates, trades } from './trades.ts';

function answersOf(trade: Trade, country = countries[0]): Answers {
  if (!country) throw new Error('no countries');
  const { code, currency, locale, zones } = country;
  return {
    trade,
    practice: { name: 'Dune', country: code, timezone: zones[0], currency, locale },
    days: proposedDays(trade, code),
    hours: templates[trade].hours,
    owner: { name: 'Ola', email: 'ola@example.com', pin: '2468', practises: true },
    others: ['Tom'],
    places: Array.from({ length: templates[trade].places?.count ?? 0 }, (_, i) => `Room ${i + 1}`),
    services: templates[trade].services.map(({ key, duration }) => ({ key, name: key, duration, price: 20 })),
  };
}

let made = 0;
const makeId = (prefix: string) => `${prefix}_${String(++made).padStart(6, '0')}`;

describe.each(trades)('the template %s', (trade) => {
  test('gives a practice that the schemas of its resources take', () => {
    const request = proposePractice(answersOf(trade), makeId);
    for (const service of request.services) z.decode(services.create, service);
    for (const resource of request.resources) {
      z.decode(resources.create, resource);
      if (resource.kind === 'practitioner') z.decode(workingHours, resource.working_hours ?? { weekly: {} });
    }
    z.decode(setUpRequest, { ...request, secret: 'set_0123456789abcdef0123' });
    expect(Object.keys(setUpPractice.args.shape).sort()).toEqual([
      'owner',
      'practice',
      'resources',
      'services',
    ]);
  });

  test('has some services ticked, keys of its own, and times that end before they begin anew', () => {
    const { services: all, hours } = templates[trade];
    expect(all.filter(({ usual }) => usual).length).toBeGreaterThanOrEqual(3);
    const keys = trades.flatMap((one) => templates[one].services.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    const times = hours.flatMap(({ start, end }) => [start, end]);
    expect([...times].sort()).toEqual(times);
  });

  test('without rooms its services need people alone', () => {
    const { services: all } = proposePractice({ ...answersOf(trade), places: [] }, makeId);
    expect(all.every(({ needs }) => needs?.length === 1)).toBe(true);
  });
});

test('every country has a zone, a currency and a locale that exist', () => {
  for (const { code, currency, locale, zones } of countries) {
    expect(new Intl.DisplayNames('en', { type: 'region' }).of(code)).not.toBe(code);
    expect([code, Intl.supportedValuesOf('currency').includes(currency)]).toEqual([code, true]);
    expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).toHaveLength(1);
    for (const timeZone of zones) new Intl.DateTimeFormat('en', { timeZone });
  }
});

test('a computer’s country is that of its zone, else of its language', () => {
  expect(guessCountry('Europe/Vienna', ['en-US']).code).toBe('AT');
  expect(guessCountry('Etc/UTC', ['fr', 'fr-FR']).code).toBe('FR');
  expect(guessCountry('Etc/UTC', ['xx']).code).toBe('GB');
  expect(workingDays('EG')).toEqual(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday']);
});
