import type { Sheet, SheetLine } from '../../shared/queries/sheets.ts';
import { escaped } from '../api/html.ts';
import { lineStatus, lineTitle, type SheetWords, sheetWordsOf } from './sheet-words.ts';

interface Heading {
  readonly practice: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly zone: string;
  readonly locale: string;
  readonly printedAt: number;
}

/** Black on white and nothing from anywhere else, so that it prints the same everywhere, on paper or into a PDF. */
const style = `
@page{size:A4;margin:14mm 12mm}
*{box-sizing:border-box}
body{font:11pt/1.35 system-ui,sans-serif;color:#000;background:#fff;margin:0 auto;max-width:186mm;padding:6mm 0}
section{break-after:page}section:last-of-type{break-after:auto}
h1{font-size:16pt;margin:0}h2{font-size:12pt;font-weight:400;margin:0 0 4mm}
table{width:100%;border-collapse:collapse}
th,td{text-align:start;vertical-align:top;padding:1.6mm 2mm;border-bottom:.3mm solid #999}
th{font-size:9pt;border-bottom-color:#000}thead{display:table-header-group}tr{break-inside:avoid}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums;width:30mm}
.free td,.block td{color:#444;font-style:italic}.block td{background:#eee;print-color-adjust:exact}
small{display:block;color:#333}
footer{font-size:8pt;color:#444;margin-top:3mm}
@media print{body{max-width:none;padding:0}}`;

/** The day of each on a page of its own, as HTML to print. */
export function daySheetPage(heading: Heading, sheets: readonly Sheet[]): string {
  const locale = Intl.DateTimeFormat.supportedLocalesOf(heading.locale)[0] ?? 'en';
  const clock = new Intl.DateTimeFormat(locale, { timeZone: heading.zone, timeStyle: 'short' });
  const longDate = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' });
  const stamp = new Intl.DateTimeFormat(locale, {
    timeZone: heading.zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const date = longDate.format(Date.parse(`${heading.date}T00:00:00Z`));
  const words = sheetWordsOf(heading.locale);
  const { practice, zone } = heading;
  const foot = words.say('foot', { practice, zone, time: stamp.format(heading.printedAt) });
  const footer = `<footer>${escaped(foot)}</footer>`;
  const pages = sheets.map(
    (sheet) =>
      `<section><h1>${escaped(sheet.name)}</h1><h2>${escaped(date)}</h2>${tableOf(sheet, clock, words)}${footer}</section>`,
  );
  const nothing = `<section><h1>${escaped(heading.practice)}</h1><h2>${escaped(date)}</h2><p>${escaped(words.say('nobody_day'))}</p>${footer}</section>`;
  return `<!doctype html><html lang="${words.language}" dir="${words.dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(words.say('title_day', { date }))}</title><style>${style}</style><main>${pages.join('') || nothing}</main></html>`;
}

function tableOf({ lines }: Sheet, clock: Intl.DateTimeFormat, words: SheetWords): string {
  if (lines.length === 0) return `<p>${escaped(words.say('nothing'))}</p>`;
  const heads = (['head_time', 'head_who', 'head_what', 'head_notes'] as const).map(
    (word) => `<th>${escaped(words.say(word))}</th>`,
  );
  const rows = lines.map((line) => rowOf(line, clock, words));
  return `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function rowOf(line: SheetLine, clock: Intl.DateTimeFormat, words: SheetWords): string {
  const time = `${escaped(clock.format(line.start))} – ${escaped(clock.format(line.end))}`;
  if (line.kind !== 'booking')
    return `<tr class="${line.kind}"><td>${time}</td><td colspan="3">${escaped(lineTitle(line, words))}</td></tr>`;
  const who = `${escaped(line.title)}${line.phone ? `<small><bdi dir="ltr">${escaped(line.phone)}</bdi></small>` : ''}`;
  const what = `${escaped(line.service ?? '')}${small(line.room)}`;
  return `<tr><td>${time}</td><td>${who}</td><td>${what}</td><td>${escaped(line.notes ?? '')}${small(lineStatus(line, words))}</td></tr>`;
}

function small(text: string | undefined): string {
  return text ? `<small>${escaped(text)}</small>` : '';
}
