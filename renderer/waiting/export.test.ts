import { describe, expect, it } from 'vitest';
import { formatOf } from '../app/format.ts';
import type { Intent } from '../data/index.ts';
import { exportedJson, exportedPage } from './export.ts';
import type { WaitingChange } from './waiting-changes.ts';

const intent: Intent = {
  id: 'int_1',
  n: 7,
  install: 'i1',
  device: 'dev_1',
  session: null,
  command: 'bookings.create',
  args: { id: 'bk_1', customer_id: 'cust_1', start_at: '2026-04-20T05:00:00Z' },
  issued_at: '2026-04-19T05:00:00Z',
  effects: [],
  depends_on: ['int_0'],
  state: 'pending',
};
const change: WaitingChange = {
  intent,
  title: 'Book <b>Priya</b> & Co',
  after: ['Add a customer: Priya'],
  customer: { name: 'Priya', phone: '+919876543210' },
  service: 'Consultation',
  resources: ['Dr Niket'],
};
const file = {
  practice: { id: 'tnt_1', name: 'Dune Clinic' },
  install: 'i1',
  now: Date.parse('2026-04-19T06:00:00Z'),
  changes: [change],
};

describe('what waits, saved in an emergency', () => {
  it('S1: has everything to enter it elsewhere, in order', () => {
    const saved = JSON.parse(exportedJson(file));
    expect(saved).toMatchObject({
      kind: 'dunebook.waiting-changes',
      made_at: '2026-04-19T06:00:00Z',
      install: 'i1',
    });
    expect(saved.changes).toEqual([
      expect.objectContaining({
        n: 7,
        command: 'bookings.create',
        args: intent.args,
        depends_on: ['int_0'],
        customer: { name: 'Priya', phone: '+919876543210' },
        service: 'Consultation',
        resources: ['Dr Niket'],
      }),
    ]);
  });

  it('is a page to read, in which nothing that was typed becomes markup', () => {
    const format = formatOf({ timezone: 'Asia/Kolkata', locale: 'en-GB' });
    const page = exportedPage(file, format, { tag: 'ar', dir: 'rtl' });
    expect(page).toContain('Book &lt;b&gt;Priya&lt;/b&gt; &amp; Co');
    expect(page).toContain('Priya, +919876543210');
    expect(page).toContain('10:30');
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).not.toMatch(/<script|https?:/);
  });
});
