import type { SheetLine } from '../../shared/queries/sheets.ts';
import type { BookingStatus } from '../../shared/resources/bookings.ts';
import messages from './sheet-messages.json' with { type: 'json' };

/**
 * What the hub's sheets say, in English. `npm run messages` gathers it into the desk's message files, as the marks before
 * each say, and puts the translations from there into `sheet-messages.json`.
 */
const english = {
  free: /*i18n*/ { id: 'sheet.free', message: 'Free' },
  closed: /*i18n*/ { id: 'sheet.closed', message: 'Closed' },
  time_off: /*i18n*/ { id: 'sheet.time_off', message: 'Time off' },
  pending: /*i18n*/ { id: 'sheet.pending', message: 'Not confirmed' },
  arrived: /*i18n*/ { id: 'sheet.arrived', message: 'Arrived' },
  in_progress: /*i18n*/ { id: 'sheet.in_progress', message: 'In progress' },
  done: /*i18n*/ { id: 'sheet.done', message: 'Done' },
  no_show: /*i18n*/ { id: 'sheet.no_show', message: 'Did not come' },
  foot: /*i18n*/ { id: 'sheet.foot', message: '{practice} · as of {time} · times of {zone}' },
  nobody_day: /*i18n*/ { id: 'sheet.nobody_day', message: 'Nobody works on this day.' },
  nobody_week: /*i18n*/ { id: 'sheet.nobody_week', message: 'Nobody works in this week.' },
  nothing: /*i18n*/ { id: 'sheet.nothing', message: 'Nothing is planned.' },
  head_time: /*i18n*/ { id: 'sheet.head_time', message: 'Time' },
  head_who: /*i18n*/ { id: 'sheet.head_who', message: 'Who' },
  head_what: /*i18n*/ { id: 'sheet.head_what', message: 'What' },
  head_notes: /*i18n*/ { id: 'sheet.head_notes', message: 'Notes' },
  title_day: /*i18n*/ { id: 'sheet.title_day', message: 'Day sheet, {date}' },
  title_week: /*i18n*/ { id: 'sheet.title_week', message: 'Week sheet, {date}' },
  index: /*i18n*/ {
    id: 'sheet.index',
    message:
      'These sheets hold as of {time} ({zone}). They are looked over every five minutes while the hub runs.',
  },
  index_table: /*i18n*/ { id: 'sheet.index_table', message: 'table' },
  index_week: /*i18n*/ { id: 'sheet.index_week', message: 'All seven days' },
  made: /*i18n*/ { id: 'sheet.made', message: '{practice}, made {time}' },
  column_date: /*i18n*/ { id: 'sheet.column_date', message: 'date' },
  column_start: /*i18n*/ { id: 'sheet.column_start', message: 'start' },
  column_end: /*i18n*/ { id: 'sheet.column_end', message: 'end' },
  column_with: /*i18n*/ { id: 'sheet.column_with', message: 'with' },
  column_kind: /*i18n*/ { id: 'sheet.column_kind', message: 'kind' },
  column_customer: /*i18n*/ { id: 'sheet.column_customer', message: 'customer' },
  column_phone: /*i18n*/ { id: 'sheet.column_phone', message: 'phone' },
  column_service: /*i18n*/ { id: 'sheet.column_service', message: 'service' },
  column_room: /*i18n*/ { id: 'sheet.column_room', message: 'room' },
  column_status: /*i18n*/ { id: 'sheet.column_status', message: 'status' },
  column_notes: /*i18n*/ { id: 'sheet.column_notes', message: 'notes' },
  kind_booking: /*i18n*/ { id: 'sheet.kind_booking', message: 'booking' },
  kind_block: /*i18n*/ { id: 'sheet.kind_block', message: 'block' },
} as const;

type Word = keyof typeof english;

/** The words of one language. */
export interface SheetWords {
  /** `de`; of the words, not of the dates beside them. */
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  /** Says it, with what is named in braces put in. */
  say(word: Word, values?: Readonly<Record<string, string>>): string;
}

const rightToLeft: ReadonlySet<string> = new Set(['ar']);
const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = messages;

/** The words of a practice's language; English ones where the sheets do not speak it. */
export function sheetWordsOf(locale: string): SheetWords {
  const [base = 'en'] = locale.toLowerCase().split('-');
  const language = base in translations ? base : 'en';
  const translated = translations[language];
  return {
    language,
    dir: rightToLeft.has(language) ? 'rtl' : 'ltr',
    say(word, values = {}) {
      const { id, message } = english[word];
      return (translated?.[id] ?? message).replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
    },
  };
}

const said: Readonly<Partial<Record<BookingStatus, Word>>> = {
  pending: 'pending',
  checked_in: 'arrived',
  in_progress: 'in_progress',
  completed: 'done',
  no_show: 'no_show',
};

/** Who comes, or why nobody does. */
export function lineTitle({ kind, title, off }: SheetLine, { say }: SheetWords): string {
  if (kind === 'free') return say('free');
  return title || say(off === 'closure' ? 'closed' : 'time_off');
}

/** Where a booking stands, unless it is simply to come. */
export function lineStatus({ status }: SheetLine, { say }: SheetWords): string | undefined {
  const word = status && said[status];
  return word && say(word);
}
