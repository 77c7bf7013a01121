import type { Booking, BookingStatus } from '../../shared/resources/bookings.ts';
import { linesText, textLine, utc } from './lines.ts';

/** What of an event is not the booking's own. */
export interface EventTexts {
  readonly summary: string;
  readonly location?: string | undefined;
  readonly description?: string | undefined;
  /** Minutes before which calendar programs remind. */
  readonly alarm?: number | undefined;
}

/** The visit of a series that an event is (RFC 5545, RECURRENCE-ID). */
export interface Within {
  readonly uid: string;
  /** The whole line. */
  readonly recurrenceId: string;
  readonly sequence: number;
}

export const statusWords: Record<BookingStatus, 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'> = {
  pending: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  checked_in: 'CONFIRMED',
  in_progress: 'CONFIRMED',
  completed: 'CONFIRMED',
  cancelled: 'CANCELLED',
  // The time is free again and the visit did not happen; iCalendar has no nearer word.
  no_show: 'CANCELLED',
};

/**
 * A booking as a VEVENT. A cancelled one stays, as CANCELLED: a calendar that already shows it would keep an event
 * that merely vanished. Every instant is in UTC and a function of the booking alone, so that neither the zone nor
 * the clock of this process has a say, and an unchanged booking is written the same every time.
 */
export function eventText(booking: Booking, texts: EventTexts, within?: Within): string {
  const status = statusWords[booking.status];
  const updated = utc(booking.updated_at);
  const lines = [
    'BEGIN:VEVENT',
    `UID:${within?.uid ?? `${booking.id}@dunebook`}`,
    ...(within ? [within.recurrenceId] : []),
    `DTSTAMP:${updated}`,
    `CREATED:${utc(booking.created_at)}`,
    `LAST-MODIFIED:${updated}`,
    `SEQUENCE:${within?.sequence ?? booking.sequence}`,
    `DTSTART:${utc(booking.start_at)}`,
    `DTEND:${utc(booking.end_at)}`,
    ...closing(status, texts),
  ];
  return linesText(lines);
}

/** The lines with which every event ends: whether it takes place, and what it says. */
export function closing(status: string, texts: EventTexts): string[] {
  return [
    `STATUS:${status}`,
    `TRANSP:${status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'}`,
    textLine('SUMMARY', texts.summary),
    ...(texts.location ? [textLine('LOCATION', texts.location)] : []),
    ...(texts.description ? [textLine('DESCRIPTION', texts.description)] : []),
    ...(texts.alarm === undefined || status === 'CANCELLED' ? [] : alarmLines(texts.alarm, texts.summary)),
    'END:VEVENT',
  ];
}

/** RFC 5545, section 3.6.6. */
function alarmLines(minutes: number, summary: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-PT${minutes}M`,
    textLine('DESCRIPTION', summary),
    'END:VALARM',
  ];
}
