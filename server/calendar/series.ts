import type { Booking } from '../../shared/resources/bookings.ts';
import { mostOccurrences, type Series } from '../../shared/resources/series.ts';
import { addDays, dateOfDay, twoDigits } from '../../shared/time/calendar.ts';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { instantOfLocal, type Occurrence, occurrences } from '../../shared/time/recurrence.ts';
import { formatRule, parseRule } from '../../shared/time/recurrence-rule.ts';
import { localDay, minuteOfDay, startOfDay } from '../../shared/time/zones.ts';
import { closing, type EventTexts, eventText, statusWords } from './event.ts';
import { floating, linesText, plainLine, utc } from './lines.ts';
import { type FeedContents, feedTexts, type Names } from './text.ts';

/** A series as a feed tells it. */
export interface SeriesContents extends Names {
  readonly feed: FeedContents['feed'];
  readonly series: Series;
  /** Those of its visits that the feed shows, in the order of their starts. */
  readonly visits: readonly Booking[];
}

/**
 * A series as calendar programs know one: a VEVENT with its rule, and one with RECURRENCE-ID for each visit that is not as
 * the rule says. Nothing is noted of what is an exception: whatever differs from the first visit that lies where the rule
 * has it is told, so that no edit can be forgotten here. Occurrences that have no visit are EXDATEs.
 */
export function seriesEvents(contents: SeriesContents): string {
  const { series, visits } = contents;
  const known = new Map(
    occurrences({ ...series, exdates: [] }, mostOccurrences).map((one) => [one.local, one]),
  );
  const texts = (visit: Booking) => feedTexts(visit, contents);
  const occurrenceOf = ({ occurrence = '' }: Booking) => {
    const found = known.get(occurrence);
    // A time that the clocks skip is none for calendar programs; its visit, at the first one after, is told by itself.
    return found && showsOf(series.timezone, found.start) === found.local ? found : undefined;
  };
  const within = visits.filter((visit) => occurrenceOf(visit) !== undefined);
  const base = within.find((visit) => isTypical(visit, series, occurrenceOf(visit)));
  const told = base ? within : [];
  const toldOnes = new Set(told);
  // A visit outside the rule that was called off is not in any calendar by now.
  const alone = visits.filter((visit) => !toldOnes.has(visit) && !(base && visit.status === 'cancelled'));
  const singles = alone.map((visit) => eventText(visit, texts(visit))).join('');
  if (!base) return singles;

  const usual = told.flatMap((visit) => occurrenceOf(visit)?.local ?? []);
  const missing = [...known.keys()].filter((local) => !usual.includes(local));
  const status = statusWords[base.status];
  const overrides = told
    .filter((visit) => !isAsRuled(visit, series, occurrenceOf(visit), status, texts(base), texts(visit)))
    .map((visit) =>
      eventText(visit, texts(visit), {
        uid: uidOf(series),
        recurrenceId: `RECURRENCE-ID;TZID=${series.timezone}:${floating(visit.occurrence ?? '')}`,
        sequence: series.sequence + visit.sequence,
      }),
    );
  return masterText(series, status, texts(base), missing) + overrides.join('') + singles;
}

function masterText(
  series: Series,
  status: (typeof statusWords)[Booking['status']],
  texts: EventTexts,
  missing: readonly string[],
): string {
  const { timezone } = series;
  const updated = utc(series.updated_at);
  const lines = [
    'BEGIN:VEVENT',
    `UID:${uidOf(series)}`,
    `DTSTAMP:${updated}`,
    `CREATED:${utc(series.created_at)}`,
    `LAST-MODIFIED:${updated}`,
    `SEQUENCE:${series.sequence}`,
    `DTSTART;TZID=${timezone}:${floating(series.start_local)}`,
    `DURATION:PT${series.duration}M`,
    `RRULE:${calendarRule(series)}`,
  ];
  if (missing.length > 0)
    lines.push(plainLine(`EXDATE;TZID=${timezone}:${missing.map((local) => floating(local)).join(',')}`));
  lines.push(...closing(status, texts));
  return linesText(lines);
}

function uidOf({ id }: Series): string {
  return `${id}@dunebook`;
}

/** The rule as RFC 5545 has it beside a DTSTART with a zone: UNTIL is an instant, here the last of its day. */
function calendarRule({ rrule, timezone }: Series): string {
  const rule = parseRule(rrule);
  if (rule.until === undefined || rule.until.endsWith('Z')) return rrule;
  const nextDay = startOfDay(timezone, addDays(rule.until, 1));
  return formatRule({ ...rule, until: formatInstant(nextDay - 1000) });
}

/** Whether a visit shows what the rule means: it lies there, and is called off only where the whole series is. */
function isTypical(visit: Booking, series: Series, at: Occurrence | undefined): boolean {
  const isOff = statusWords[visit.status] === 'CANCELLED';
  return isOff === (series.status === 'cancelled') && liesThere(visit, series, at);
}

/**
 * Whether the clocks show its time twice. RFC 5545 means the first, but programs that read with ical.js show the second:
 * such a visit is told by its instant.
 */
function isRepeated({ timezone }: Series, at: Occurrence | undefined): boolean {
  return at !== undefined && instantOfLocal(timezone, at.local, 'later') !== at.start;
}

function isAsRuled(
  visit: Booking,
  series: Series,
  at: Occurrence | undefined,
  status: string,
  usual: EventTexts,
  own: EventTexts,
): boolean {
  return (
    liesThere(visit, series, at) &&
    !isRepeated(series, at) &&
    statusWords[visit.status] === status &&
    usual.summary === own.summary &&
    usual.location === own.location &&
    usual.description === own.description
  );
}

function liesThere({ start_at, end_at }: Booking, { duration }: Series, at: Occurrence | undefined): boolean {
  const start = parseInstant(start_at);
  return start === at?.start && parseInstant(end_at) - start === minutes(duration);
}

/** What the clocks of a zone show at an instant, as a local date and time. */
function showsOf(zone: string, ms: number): string {
  const minute = minuteOfDay(zone, ms);
  return `${dateOfDay(localDay(zone, ms))}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}
