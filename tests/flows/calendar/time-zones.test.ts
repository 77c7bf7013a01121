import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cachedEnv } from '../../kit/compile-cache.ts';
import { nastyNames, trickyContents } from './feed-contents.ts';

const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe'];
const { bookings } = trickyContents();
const statusWords: Partial<Record<string, string>> = { cancelled: 'CANCELLED', pending: 'TENTATIVE' };
const script = fileURLToPath(new URL('print-feed.ts', import.meta.url));

/** The feed as a process writes it whose own zone is `zone`. */
function feedWrittenIn(zone: string): Buffer {
  return execFileSync(process.execPath, [script], { env: { ...cachedEnv, TZ: zone } });
}

test('T1: the zone of the process has no part in the bytes of a feed', () => {
  const [first, ...others] = zones.map(feedWrittenIn);
  expect(first?.length).toBeGreaterThan(1000);
  for (const other of others) expect(other.equals(first ?? Buffer.of())).toBe(true);
});

test.each(zones)('T1: ical.js sees the right instants in a feed written under TZ=%s', (zone) => {
  const calendar = new ICAL.Component(ICAL.parse(feedWrittenIn(zone).toString()));
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const seen = events.map((event) => ({
    uid: event.uid,
    start: event.startDate.toUnixTime() * 1000,
    end: event.endDate.toUnixTime() * 1000,
    sequence: event.sequence,
    status: String(event.component.getFirstPropertyValue('status')),
  }));
  const expected = bookings.map((booking) => ({
    uid: `${booking.id}@dunebook`,
    start: Date.parse(booking.start_at),
    end: Date.parse(booking.end_at),
    sequence: booking.sequence,
    status: statusWords[booking.status] ?? 'CONFIRMED',
  }));
  expect(seen.sort(byUid)).toEqual(expected.sort(byUid));
  const summaries = new Set(events.map((event) => event.summary));
  expect(summaries).toEqual(new Set(nastyNames.map((name) => `${name} · 30-min consultation`)));
  expect(events[0]?.description).toBe('First line, with a comma\nsecond line; with a semicolon\\');
});

const khal = spawnSync('khal', ['--version']).status === 0;
if (!khal) process.stderr.write('\nkhal is not installed: NOT RUN: its reading of calendar feeds\n');

describe.skipIf(!khal)('khal', () => {
  const dir = mkdtempSync(join(tmpdir(), 'dunebook-khal-'));
  beforeAll(() => mkdirSync(join(dir, 'calendar')));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.each(zones)('T1: sees the right instants in a feed written and read under TZ=%s', (zone) => {
    const feed = join(dir, 'feed.ics');
    const config = join(dir, 'config');
    writeFileSync(feed, feedWrittenIn(zone));
    writeFileSync(config, khalConfig(dir, zone));
    const run = (...args: string[]) =>
      execFileSync('khal', ['--config', config, ...args], {
        env: { ...process.env, TZ: zone, HOME: dir, LC_ALL: 'C.UTF-8' },
      }).toString();
    run('import', '--batch', '-a', 'practice', feed);
    const format = '{uid}|{start-long}|{end-long}|{status}|{title}';
    const rows = run('list', '--format', format, '--day-format', '', '2026-01-01', '2028-12-31').split('\n');
    const seen = new Set(rows.filter((row) => row.includes('@dunebook')));
    const expected = bookings.map((booking) => {
      const status = `${statusWords[booking.status] ?? 'CONFIRMED'} `;
      const name = nastyNames[Number(booking.customer_id.slice('cust_'.length))];
      const title = `${name} · 30-min consultation`;
      return [
        `${booking.id}@dunebook`,
        local(booking.start_at, zone),
        local(booking.end_at, zone),
        status,
        title,
      ].join('|');
    });
    expect(seen).toEqual(new Set(expected));
  });
});

/** `2026-04-20 10:30` on the wall clocks of the zone, by `Intl`, which the writer does not use. */
function local(instant: string, zone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return shown.format(Date.parse(instant));
}

function khalConfig(dir: string, zone: string): string {
  return `[calendars]
[[practice]]
path = ${join(dir, 'calendar')}
[locale]
local_timezone = ${zone}
default_timezone = ${zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = ${join(dir, 'khal.db')}
`;
}

function byUid(a: { uid: string }, b: { uid: string }): number {
  return a.uid < b.uid ? -1 : 1;
}
