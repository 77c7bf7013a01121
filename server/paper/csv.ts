import type { Sheet } from '../../shared/queries/sheets.ts';
import { lineStatus, lineTitle, type SheetWords } from '../schedule/sheet-words.ts';

/** One day of a CSV file. */
export interface CsvDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly sheets: readonly Sheet[];
}

const head = [
  'column_date',
  'column_start',
  'column_end',
  'column_with',
  'column_kind',
  'column_customer',
  'column_phone',
  'column_service',
  'column_room',
  'column_status',
  'column_notes',
] as const;

/** How a table is written, and what its first line says. */
interface CsvHeading {
  readonly zone: string;
  readonly title: string;
  readonly words: SheetWords;
}

/** Days as a table for spreadsheets, whose first line says when it was made; times as the practice's clocks show them. */
export function sheetsCsv(days: readonly CsvDay[], { zone, title, words }: CsvHeading): string {
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
          words.say(line.kind === 'booking' ? 'kind_booking' : 'kind_block'),
          lineTitle(line, words),
          line.phone ?? '',
          line.service ?? '',
          line.room ?? '',
          lineStatus(line, words) ?? '',
          line.notes ?? '',
        ]),
    ),
  );
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\uFEFF${[[title], head.map((word) => words.say(word)), ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that spreadsheets would take for a formula begins with an apostrophe; a phone number is none. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
