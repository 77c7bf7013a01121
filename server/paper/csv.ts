import type { Sheet } from '../../shared/queries/sheets.ts';
import { lineStatus, lineTitle } from '../schedule/sheet-words.ts';

/** One day of a CSV file. */
export interface CsvDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly sheets: readonly Sheet[];
}

const head = [
  'date',
  'start',
  'end',
  'with',
  'kind',
  'customer',
  'phone',
  'service',
  'room',
  'status',
  'notes',
];

/** Days as a table for spreadsheets, whose first line says when it was made; times as the practice's clocks show them. */
export function sheetsCsv(days: readonly CsvDay[], zone: string, title: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const rows = days.flatMap(({ date, sheets }) =>
    sheets.flatMap(({ name, lines }) =>
      lines
        .filter(({ kind }) => kind !== 'free')
        .map((line) => [
          date,
          clock.format(line.start),
          clock.format(line.end),
          name,
          line.kind,
          lineTitle(line),
          line.phone ?? '',
          line.service ?? '',
          line.room ?? '',
          lineStatus(line) ?? '',
          line.notes ?? '',
        ]),
    ),
  );
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\uFEFF${[[title], head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that spreadsheets would take for a formula begins with an apostrophe; a phone number is none. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
