import { mostOccurrences, type Series } from '../../shared/resources/series.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import { occurrences } from '../../shared/time/recurrence.ts';
import { offsetAt, transitionsIn } from '../../shared/time/zones.ts';
import { linesText } from './lines.ts';

/** The zones that a calendar's series repeat in, each as a VTIMEZONE for as long as its series last. */
export interface ZonesUsed {
  add(series: Series): void;
  text(): string;
}

export function zonesUsed(): ZonesUsed {
  const spans = new Map<string, { start: number; end: number }>();
  return {
    add(series) {
      const all = occurrences({ ...series, exdates: [] }, mostOccurrences);
      const first = all[0]?.start;
      const last = all.at(-1)?.start;
      if (first === undefined || last === undefined) return;
      const known = spans.get(series.timezone) ?? { start: first, end: last };
      spans.set(series.timezone, {
        start: Math.min(known.start, first),
        end: Math.max(known.end, last + 2 * dayLength),
      });
    },
    text: () =>
      [...spans]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([zone, span]) => zoneText(zone, span))
        .join(''),
  };
}

/**
 * A VTIMEZONE (RFC 5545, section 3.6.5) that lists every transition of a span (milliseconds) by its date: what the zone
 * does, and not what a rule would make of it. From the zone database that the visits themselves were made with (rule T7).
 */
export function zoneText(zone: string, span: { readonly start: number; readonly end: number }): string {
  const before = offsetAt(zone, span.start);
  const observances = transitionsIn(zone, span).flatMap(({ at, before: from, after: to }) =>
    observance(to > from ? 'DAYLIGHT' : 'STANDARD', local(at + from), from, to),
  );
  return linesText([
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance('STANDARD', '19700101T000000', before, before),
    ...observances,
    'END:VTIMEZONE',
  ]);
}

function observance(kind: 'DAYLIGHT' | 'STANDARD', start: string, from: number, to: number): string[] {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${offset(from)}`,
    `TZOFFSETTO:${offset(to)}`,
    `END:${kind}`,
  ];
}

/** A wall-clock time read as if it were UTC, in milliseconds, as DATE-TIME. */
function local(ms: number): string {
  return formatInstant(ms).replace(/[-:Z]/g, '');
}

/** `+0530` of milliseconds east of UTC. */
function offset(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = parts.map((part) => String(part).padStart(2, '0'));
  return `${ms < 0 ? '-' : '+'}${digits[0]}${digits[1]}${parts[2] ? digits[2] : ''}`;
}
