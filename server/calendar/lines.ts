/*
 * Content lines of iCalendar (RFC 5545, section 3.1), without the CRLF that ends each. A writer of our own rather
 * than a library's, for its cost (text.ts) and because it writes what it is given, where ical-generator swaps an
 * end before its start (rule T8) and, once told a zone, writes `Date`s in the zone of the process.
 */

/** Octets of a line. */
const longestLine = 75;
const plainAscii = /^[ -~]*$/;
/** Control characters that a TEXT value may not contain, not even escaped. */
const forbidden = /[^\P{Cc}\t\r\n]/gu;

/** Lines and the CRLF after each. */
export function linesText(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

/** `NAME:value` of text that people typed: escaped, without what the standard forbids, folded. */
export function textLine(name: string, value: string): string {
  return fold(`${name}:${escapeText(value)}`);
}

/** A line that is iCalendar already, such as `EXDATE;TZID=Europe/Berlin:…`: folded, not escaped. */
export function plainLine(text: string): string {
  return fold(text);
}

/** DATE-TIME without zone, `20260421T090000`, of a wall-clock time `2026-04-21T09:00`. */
export function floating(local: string): string {
  return `${local.replace(/[-:]/g, '')}00`;
}

/** DATE-TIME in UTC, `20260420T050000Z`, of an instant in stored form, `2026-04-20T05:00:00Z`. */
export function utc(instant: string): string {
  const part = (from: number, to: number) => instant.slice(from, to);
  return `${part(0, 4)}${part(5, 7)}${part(8, 13)}${part(14, 16)}${part(17, 20)}`;
}

function escapeText(value: string): string {
  const clean = plainAscii.test(value) ? value : value.toWellFormed().replace(forbidden, '');
  return clean.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** Breaks a line after at most 75 octets of UTF-8, never within a character. */
function fold(text: string): string {
  if (text.length <= longestLine && plainAscii.test(text)) return text;
  let folded = '';
  let octets = 0;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const size = octetsOf(code);
    if (octets + size > longestLine) {
      folded += `${text.slice(from, at)}\r\n `;
      from = at;
      octets = 1;
    }
    octets += size;
    at += code > 0xffff ? 2 : 1;
  }
  return folded + text.slice(from);
}

/** Octets of a code point in UTF-8. */
function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}
