import type { Feed } from '../../shared/resources/access.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { type EventTexts, eventText } from './event.ts';
import { linesText, textLine } from './lines.ts';
import { windowStart } from './window.ts';

/*
 * Written by our own lines.ts because of what 5,000 bookings cost, measured on one machine with the same texts: this
 * writer 75 ms in a new process and 28 ms once warm, ical-generator 11 150 ms and 75 ms. A whole cold answer, reading
 * and compressing included, may take 100 ms.
 */

/** Documents by id; a `Map` is one. */
export interface ById<Doc> {
  get(id: string): Doc | undefined;
}

/** What events show besides their booking. A document that is not there any more is left out of the text. */
export interface Names {
  readonly practice: Pick<Practice, 'name' | 'timezone'>;
  readonly services: ById<Pick<Service, 'name'>>;
  readonly resources: ById<Pick<Resource, 'name'>>;
  readonly customers: ById<Pick<Customer, 'name'>>;
}

export interface FeedContents extends Names {
  readonly feed: Pick<Feed, 'name' | 'privacy' | 'resource_id' | 'past_days' | 'alarm_minutes'>;
  /** Any order; those that the feed does not show may be among them. */
  readonly bookings: readonly Booking[];
  /** Milliseconds since the epoch; only decides which past bookings are left out. */
  readonly now: number;
}

/** The text of a calendar feed, from what `feedEvents` made of its bookings, page by page. */
export function feedText(
  { practice, feed }: Pick<FeedContents, 'practice' | 'feed'>,
  pages: readonly string[],
): string {
  return calendarText(`${practice.name} · ${feed.name}`, practice.timezone, pages.join(''));
}

/**
 * The events of a feed or a page of it: bookings of its resource, or of the whole practice, as its privacy allows. Visits
 * of series are left out: each series is told as a whole (series.ts).
 */
export function feedEvents(contents: FeedContents): string {
  const { practice, feed } = contents;
  const since = formatInstant(windowStart(practice.timezone, feed.past_days, contents.now));
  return contents.bookings
    .filter((booking) => isShown(booking, feed, since) && booking.series_id === undefined)
    .sort(byStartThenId)
    .map((booking) => eventText(booking, feedTexts(booking, contents)))
    .join('');
}

/** The text of one booking's calendar file, as its customer may keep it: nothing that is for staff only. */
export function bookingText(contents: Names & { readonly booking: Booking }): string {
  const { practice, booking } = contents;
  const event = eventText(booking, {
    summary: joined([contents.services.get(booking.service_id)?.name, practice.name]),
    location: places(booking, contents),
  });
  return calendarText(practice.name, practice.timezone, event);
}

/**
 * Whether a feed shows a booking: what occupies its resource, in whatever role, or all where it names none.
 * @param since The earliest start in stored form, in which instants sort as text.
 */
export function isShown(booking: Booking, feed: Pick<Feed, 'resource_id'>, since: string): boolean {
  const wanted = feed.resource_id;
  if (booking.start_at < since) return false;
  return wanted === undefined || booking.allocations.some(({ resource_id }) => resource_id === wanted);
}

function byStartThenId(a: Booking, b: Booking): number {
  if (a.start_at !== b.start_at) return a.start_at < b.start_at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What a feed says of a booking, as its privacy allows. */
export function feedTexts(booking: Booking, contents: Names & Pick<FeedContents, 'feed'>): EventTexts {
  const location = places(booking, contents);
  const { privacy, alarm_minutes: alarm } = contents.feed;
  if (privacy === 'busy') return { summary: 'Busy', location, alarm };
  const service = contents.services.get(booking.service_id)?.name;
  const customer = contents.customers.get(booking.customer_id)?.name;
  if (privacy === 'initials')
    return { summary: joined([customer && initialsOf(customer), service]), location, alarm };
  return { summary: joined([customer, service]), location, description: booking.notes, alarm };
}

/** `P.S.` of `Priya Sharma`: the first characters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map((word) => `${[...(word ?? '')][0]?.toLocaleUpperCase('en') ?? ''}.`).join('');
}

/** Names of all that the visit occupies, the main resource first. */
function places(booking: Booking, names: Names): string {
  return booking.allocations
    .flatMap(({ resource_id }) => names.resources.get(resource_id)?.name ?? [])
    .join(', ');
}

function joined(parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined && part !== '');
  return known.length > 0 ? known.join(' · ') : 'Booking';
}

function calendarText(name: string, zone: string, events: string): string {
  const head = linesText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dunebook//Dunebook//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    textLine('X-WR-TIMEZONE', zone),
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
  ]);
  return `${head}${events === '' ? utcZone : events}END:VCALENDAR\r\n`;
}

/** A calendar must have a component (RFC 5545, section 3.6); one without events has the zone that events use. */
const utcZone = linesText([
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
]);
