import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { linesText, textLine, utc } from './lines.ts';

function readBack(line: string): string {
  const text = linesText(['BEGIN:VEVENT', line, 'END:VEVENT']);
  return String(new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('summary'));
}

test('an instant in stored form becomes a DATE-TIME in UTC', () => {
  expect(utc('2026-04-20T05:00:00Z')).toBe('20260420T050000Z');
  expect(utc('9999-12-31T23:59:59Z')).toBe('99991231T235959Z');
});

test('commas, semicolons, backslashes and line breaks are escaped', () => {
  expect(textLine('SUMMARY', 'a,b;c\\d\ne\r\nf\rg:"h"')).toBe('SUMMARY:a\\,b\\;c\\\\d\\ne\\nf\\ng:"h"');
});

test('control characters and halves of characters are left out, tabs and the rest of Unicode are not', () => {
  expect(textLine('SUMMARY', 'a\u0000b\u0007c\td\u007fe\u0085f é 漢 🦷')).toBe('SUMMARY:abc\tdef é 漢 🦷');
  expect(textLine('SUMMARY', 'x\ud83e')).toBe('SUMMARY:x\ufffd');
});

test('a line of 75 octets is one line, of 76 two, and the continuation counts its space', () => {
  const value = (octets: number) => 'x'.repeat(octets - 'SUMMARY:'.length);
  expect(textLine('SUMMARY', value(75))).toBe(`SUMMARY:${value(75)}`);
  expect(textLine('SUMMARY', value(76))).toBe(`SUMMARY:${value(75)}\r\n x`);
  expect(
    textLine('SUMMARY', value(75 + 74 + 1))
      .split('\r\n')
      .map((part) => part.length),
  ).toEqual([75, 75, 2]);
});

test('whatever people typed: no line is longer than 75 octets, no character is cut, a reader gets it back', () => {
  const typed = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(typed, (value) => {
      const line = textLine('SUMMARY', value);
      for (const part of line.split('\r\n')) {
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
        expect(part.isWellFormed()).toBe(true);
      }
      const kept = value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '');
      expect(readBack(line)).toBe(kept);
    }),
    {
      numRuns: 300,
      examples: [['é'.repeat(200)], ['漢'.repeat(100)], ['🦷'.repeat(80)], ['a,\n;\\'.repeat(30)]],
    },
  );
});
