import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { Feed } from '../../shared/resources/access.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { makeBooking, makeContents, textOf } from './testing.ts';
import { bookingText } from './text.ts';

function read(text: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(text));
}

function eventsOf(bookings: readonly Booking[], feed: Partial<Feed> = {}): ICAL.Component[] {
  return read(textOf(makeContents(bookings, feed))).getAllSubcomponents('vevent');
}

function value(component: ICAL.Component | undefined, name: string): string | undefined {
  return component?.getFirstPropertyValue(name)?.toString();
}

test('a booking is written whole', () => {
  expect(textOf(makeContents([makeBooking({ sequence: 2, updated_at: '2026-04-16T10:00:00Z' })]))).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Dunebook//Dunebook//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'NAME:Dune Clinic · All bookings',
      'X-WR-CALNAME:Dune Clinic · All bookings',
      'X-WR-TIMEZONE:Asia/Kolkata',
      'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
      'X-PUBLISHED-TTL:PT15M',
      'BEGIN:VEVENT',
      'UID:bk_1@dunebook',
      'DTSTAMP:20260416T100000Z',
      'CREATED:20260415T094211Z',
      'LAST-MODIFIED:20260416T100000Z',
      'SEQUENCE:2',
      'DTSTART:20260420T050000Z',
      'DTEND:20260420T053000Z',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'SUMMARY:Priya Sharma · 30-min consultation',
      'LOCATION:Dr Niket\\, Room 1',
      'DESCRIPTION:Follow-up · cardiology',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('cancelled bookings and no-shows stay, as CANCELLED and free time; pending ones are TENTATIVE', () => {
  const statuses = [
    'pending',
    'confirmed',
    'checked_in',
    'in_progress',
    'completed',
    'cancelled',
    'no_show',
  ] as const;
  const events = eventsOf(statuses.map((status, index) => makeBooking({ id: `bk_${index}`, status })));
  expect(events.map((event) => [value(event, 'status'), value(event, 'transp')])).toEqual([
    ['TENTATIVE', 'OPAQUE'],
    ['CONFIRMED', 'OPAQUE'],
    ['CONFIRMED', 'OPAQUE'],
    ['CONFIRMED', 'OPAQUE'],
    ['CONFIRMED', 'OPAQUE'],
    ['CANCELLED', 'TRANSPARENT'],
    ['CANCELLED', 'TRANSPARENT'],
  ]);
});

test('a feed says no more of a customer than its privacy allows', () => {
  const texts = (privacy: Feed['privacy']) => textOf(makeContents([makeBooking()], { privacy }));
  expect(texts('full')).toContain('SUMMARY:Priya Sharma · 30-min consultation\r\n');
  expect(texts('initials')).toContain('SUMMARY:P.S. · 30-min consultation\r\n');
  expect(texts('initials')).not.toMatch(/Priya|Sharma|cardiology/);
  expect(texts('busy')).toContain('SUMMARY:Busy\r\n');
  expect(texts('busy')).not.toMatch(/Priya|Sharma|P\.S\.|cardiology|consultation/);
});

test.each([
  ['Priya Sharma', 'P.S.'],
  ['Dr. ana maria  souza ', 'D.S.'],
  ['Émile', 'É.'],
  ['山田太郎', '山.'],
  ['𝒜da 𝓛ovelace', '𝒜.𝓛.'],
])('initials of %s are %s', (name, initials) => {
  const contents = makeContents([makeBooking()], { privacy: 'initials' });
  const [event] = read(
    textOf({ ...contents, customers: new Map([['cust_priya_01', { name }]]) }),
  ).getAllSubcomponents('vevent');
  expect(value(event, 'summary')).toBe(`${initials} · 30-min consultation`);
});

test('P4: a customer or service that is gone leaves no hole and no id', () => {
  const contents = { ...makeContents([makeBooking()]), customers: new Map(), services: new Map() };
  expect(textOf(contents)).toContain('SUMMARY:Booking\r\n');
  expect(textOf(contents)).not.toMatch(/cust_|svc_|undefined/);
});

test('a feed of a resource has what occupies it, in whatever role, and nothing else', () => {
  const alone = [{ role: 'practitioner', resource_id: 'res_dr_niket' }];
  const bookings = [makeBooking({ id: 'bk_both' }), makeBooking({ id: 'bk_alone', allocations: alone })];
  const uids = (resource_id: string) =>
    eventsOf(bookings, { resource_id }).map((event) => value(event, 'uid'));
  expect(uids('res_dr_niket')).toEqual(['bk_alone@dunebook', 'bk_both@dunebook']);
  expect(uids('res_room_1')).toEqual(['bk_both@dunebook']);
  expect(uids('res_room_2')).toEqual([]);
});

test('T1: past days are counted from the practice’s midnight', () => {
  // 2026-04-15 12:00 UTC: yesterday began in Kolkata at 18:30 UTC of the 13th.
  const starts = ['2026-04-13T18:29:59Z', '2026-04-13T18:30:00Z', '2026-04-15T12:00:00Z'];
  const bookings = starts.map((start_at, index) => makeBooking({ id: `bk_${index}`, start_at }));
  const shown = eventsOf(bookings, { past_days: 1 }).map((event) => value(event, 'uid'));
  expect(shown).toEqual(['bk_1@dunebook', 'bk_2@dunebook']);
});

test('the same data gives the same text, in whatever order it was read and at whatever hour of the day', () => {
  const bookings = ['bk_b', 'bk_a', 'bk_c'].map((id) => makeBooking({ id }));
  const contents = makeContents(bookings);
  const later = { ...contents, bookings: bookings.toReversed(), now: contents.now + 5 * 3_600_000 };
  expect(textOf(later)).toBe(textOf(contents));
});

test('a feed without bookings is still a calendar: it has a component', () => {
  const calendar = read(textOf(makeContents([])));
  expect(calendar.getAllSubcomponents()).toHaveLength(1);
  expect(calendar.getAllSubcomponents('vevent')).toHaveLength(0);
});

test('T8: instants of 1970 and 9999 are written as they are', () => {
  const far = makeBooking({ start_at: '9999-12-31T23:00:00Z', end_at: '9999-12-31T23:59:59Z' });
  const early = makeBooking({ id: 'bk_0', start_at: '1970-01-01T00:00:00Z', end_at: '1970-01-01T00:30:00Z' });
  const contents = { ...makeContents([far, early], { past_days: 3650 }), now: 0 };
  expect(textOf(contents)).toMatch(
    /DTSTART:19700101T000000Z[\s\S]*DTSTART:99991231T230000Z\r\nDTEND:99991231T235959Z/,
  );
});

test('one booking’s file has the feed’s UID and SEQUENCE, and nothing that is for staff only', () => {
  const booking = makeBooking({ sequence: 3, status: 'cancelled', cancel_reason: 'Ill' });
  const text = bookingText({ ...makeContents([]), booking });
  const [event] = read(text).getAllSubcomponents('vevent');
  expect(value(event, 'uid')).toBe('bk_1@dunebook');
  expect(value(event, 'sequence')).toBe('3');
  expect(value(event, 'status')).toBe('CANCELLED');
  expect(value(event, 'summary')).toBe('30-min consultation · Dune Clinic');
  expect(text).not.toMatch(/cardiology|Priya|Ill/);
});
