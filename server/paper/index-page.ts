import { escaped } from '../api/html.ts';
import { sheetWordsOf } from '../schedule/sheet-words.ts';

interface Heading {
  readonly practice: string;
  readonly zone: string;
  readonly locale: string;
  /** Milliseconds since the epoch. */
  readonly printedAt: number;
}

/** What is in the folder, and as of when all of it holds. */
export function indexPage(heading: Heading, days: readonly { readonly date: string }[]): string {
  const locale = Intl.DateTimeFormat.supportedLocalesOf(heading.locale)[0] ?? 'en';
  const stamp = new Intl.DateTimeFormat(locale, {
    timeZone: heading.zone,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  const long = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' });
  const words = sheetWordsOf(heading.locale);
  const table = escaped(words.say('index_table'));
  const link = (name: string, title: string) =>
    `<li><a href="${name}.html">${escaped(title)}</a> (<a href="${name}.csv">${table}</a>)</li>`;
  const rows = days.map(({ date }) => link(`day-${date}`, long.format(Date.parse(`${date}T00:00:00Z`))));
  const first = days[0]?.date ?? '';
  const stands = words.say('index', { time: stamp.format(heading.printedAt), zone: heading.zone });
  return `<!doctype html><html lang="${words.language}" dir="${words.dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(heading.practice)}</title><style>body{font:12pt/1.5 system-ui,sans-serif;max-width:160mm;margin:10mm auto;padding:0 5mm}</style>
<main><h1>${escaped(heading.practice)}</h1><p>${escaped(stands)}</p>
<ul>${rows.join('')}${link(`week-${first}`, words.say('index_week'))}</ul></main></html>`;
}
