import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../shared/queries/sheets.ts';
import { sheetsCsv } from '../paper/csv.ts';
import { indexPage } from '../paper/index-page.ts';
import { daySheetPage } from './day-sheet-page.ts';
import { sheetWordsOf } from './sheet-words.ts';
import { weekSheetPage } from './week-sheet-page.ts';

const at = (time: string) => Date.parse(`2026-04-20T${time}:00Z`);
const line = { start: at('08:00'), end: at('08:30'), title: '' };
const sheet: Sheet = {
  id: 'res_1',
  name: 'Dr Niket',
  lines: [
    { ...line, kind: 'booking', title: 'Priya Sharma', phone: '+4930123456', status: 'checked_in' },
    { ...line, kind: 'block', off: 'closure' },
    { ...line, kind: 'free' },
  ],
};
const days = [{ date: '2026-04-20', sheets: [sheet] }];

function pages(locale: string) {
  const heading = { practice: 'Praxis Düne', zone: 'Europe/Berlin', locale, printedAt: at('07:15') };
  return {
    day: daySheetPage({ ...heading, date: '2026-04-20' }, [sheet]),
    nobody: daySheetPage({ ...heading, date: '2026-04-20' }, []),
    week: weekSheetPage(heading, days),
    index: indexPage(heading, days),
  };
}

describe('the hub’s sheets', () => {
  it('are in the language of the practice', () => {
    const { day, nobody, week, index } = pages('de-DE');
    for (const page of [day, nobody, week, index]) expect(page).toContain('<html lang="de" dir="ltr">');
    expect(day).toContain('<title>Tagesblatt, Montag, 20. April 2026</title>');
    expect(day).toContain('<th>Zeit</th><th>Wer</th><th>Was</th><th>Notizen</th>');
    for (const word of ['Angekommen', 'Geschlossen', 'Frei']) expect(day).toContain(word);
    expect(day).toContain('Praxis Düne · Stand 20.04.2026, 09:15 · Zeiten von Europe/Berlin');
    expect(nobody).toContain('An diesem Tag arbeitet niemand.');
    expect(week).toContain('<title>Wochenblatt, Mo., 20. Apr.</title>');
    expect(week).toContain('<bdi>Angekommen</bdi>');
    expect(index).toContain(
      'Diese Blätter gelten mit Stand Montag, 20. April 2026 um 09:15 (Europe/Berlin).',
    );
    expect(index).toContain('>Alle sieben Tage</a> (<a href="week-2026-04-20.csv">Tabelle</a>)');
    const words = sheetWordsOf('de-DE');
    const [, head, row] = sheetsCsv(days, { zone: 'Europe/Berlin', title: 'x', words }).split('\r\n');
    expect(head).toBe('Datum,Beginn,Ende,Bei,Art,Kunde,Telefon,Leistung,Raum,Status,Notizen');
    expect(row).toBe('2026-04-20,10:00,10:30,Dr Niket,Termin,Priya Sharma,+4930123456,,,Angekommen,');
  });

  it('run from right to left in Arabic, a phone number in them from left to right', () => {
    const { day, week, index } = pages('ar-EG');
    for (const page of [day, week, index]) expect(page).toContain('<html lang="ar" dir="rtl">');
    for (const page of [day, week]) {
      expect(page).toContain('<bdi dir="ltr">+4930123456</bdi>');
      expect(page).not.toMatch(/text-align:(left|right)/);
    }
    expect(day).toContain('وصل');
  });

  it('are in English where the practice’s language is none of them, and every word is there in those', () => {
    expect(pages('nl-NL').day).toContain('<html lang="en" dir="ltr">');
    for (const language of ['de', 'es', 'fr', 'ar']) {
      const { say } = sheetWordsOf(language);
      expect(say('title_week', { date: '1. 1.' })).toContain('1. 1.');
      expect([language, say('nothing')]).not.toEqual([language, sheetWordsOf('en').say('nothing')]);
    }
  });
});
