import type { Sheet, SheetLine } from '../../shared/queries/sheets.ts';
import { escaped } from '../api/html.ts';
import { lineStatus, lineTitle, type SheetWords, sheetWordsOf } from './sheet-words.ts';

/** One day of a week sheet. */
export interface WeekDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly sheets: readonly Sheet[];
}

interface Heading {
  readonly practice: string;
  readonly zone: string;
  readonly locale: string;
  readonly printedAt: number;
}

const style = `
@page{size:A4 landscape;margin:10mm}
*{box-sizing:border-box}
body{font:9pt/1.3 system-ui,sans-serif;color:#000;background:#fff;margin:0 auto;max-width:277mm;padding:6mm 0}
section{break-after:page}section:last-of-type{break-after:auto}
h1{font-size:15pt;margin:0 0 3mm}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{text-align:start;vertical-align:top;padding:1.2mm 1.5mm;border:.3mm solid #999;overflow-wrap:anywhere}
th{font-size:9pt;border-bottom-color:#000}
p{margin:0 0 1.5mm;break-inside:avoid}b{font-variant-numeric:tabular-nums}
.block{color:#444;font-style:italic}
footer{font-size:8pt;color:#444;margin-top:3mm}
@media print{body{max-width:none;padding:0}}`;

/** The week of each on a page of its own, a column a day, as HTML to print. */
export function weekSheetPage(heading: Heading, days: readonly WeekDay[]): string {
  const locale = Intl.DateTimeFormat.supportedLocalesOf(heading.locale)[0] ?? 'en';
  const clock = new Intl.DateTimeFormat(locale, { timeZone: heading.zone, timeStyle: 'short' });
  const short = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const stamp = new Intl.DateTimeFormat(locale, {
    timeZone: heading.zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const dayName = (date: string) => short.format(Date.parse(`${date}T00:00:00Z`));
  const words = sheetWordsOf(heading.locale);
  const { practice, zone } = heading;
  const foot = words.say('foot', { practice, zone, time: stamp.format(heading.printedAt) });
  const footer = `<footer>${escaped(foot)}</footer>`;
  const names = [...new Set(days.flatMap(({ sheets }) => sheets.map(({ name }) => name)))];
  const head = days.map(({ date }) => `<th>${escaped(dayName(date))}</th>`).join('');
  const pages = names.map((name) => {
    const cells = days.map(({ sheets }) => {
      const lines = sheets.filter((sheet) => sheet.name === name).flatMap((sheet) => sheet.lines);
      return `<td>${lines.map((line) => entry(line, clock, words)).join('')}</td>`;
    });
    return `<section><h1>${escaped(name)}</h1><table><thead><tr>${head}</tr></thead><tbody><tr>${cells.join('')}</tr></tbody></table>${footer}</section>`;
  });
  const nothing = `<section><h1>${escaped(heading.practice)}</h1><p>${escaped(words.say('nobody_week'))}</p>${footer}</section>`;
  const first = days[0] ? dayName(days[0].date) : '';
  return `<!doctype html><html lang="${words.language}" dir="${words.dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(words.say('title_week', { date: first }))}</title><style>${style}</style><main>${pages.join('') || nothing}</main></html>`;
}

function entry(line: SheetLine, clock: Intl.DateTimeFormat, words: SheetWords): string {
  if (line.kind === 'free') return '';
  const times = `<b>${escaped(clock.format(line.start))}–${escaped(clock.format(line.end))}</b>`;
  const { service, phone, room, notes } = line;
  // Each keeps its own way of running: a phone number in an Arabic line does not turn what is beside it.
  const more = [service, phone, room, notes, lineStatus(line, words)].flatMap((part) =>
    part ? [`<bdi${part === phone ? ' dir="ltr"' : ''}>${escaped(part)}</bdi>`] : [],
  );
  const rest = more.length > 0 ? `<br>${more.join(' · ')}` : '';
  return `<p${line.kind === 'block' ? ' class="block"' : ''}>${times} ${escaped(lineTitle(line, words))}${rest}</p>`;
}
