import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { at, list, text } from '../../kit/rest.ts';
import { readFeed, type Shown } from './read-feed.ts';

let hub: TestHub;
let clock: ReturnType<typeof testClock>;

beforeEach(async () => {
  clock = testClock('2026-10-01T08:00:00Z');
  hub = await startHub({ clock, timezone: 'Europe/Berlin' });
  await hub.call('POST', '/v2/customers', { id: 'cust_priya_01', name: 'Priya Sharma' });
  for (const id of ['res_dr_niket', 'res_ola'])
    await hub.call('POST', '/v2/resources', { id, name: id, kind: 'practitioner' });
  await hub.call('POST', '/v2/services', { id: 'svc_consult_30', name: 'Consultation', duration: 30 });
});
afterEach(() => hub.stop());

async function make(more: Record<string, unknown> = {}): Promise<void> {
  const answer = await hub.call('POST', '/v2/series', {
    id: 'ser_a',
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_local: '2026-10-13T09:00',
    rrule: 'FREQ=WEEKLY;COUNT=4',
    ...more,
  });
  expect(answer.status).toBe(201);
}

async function feed(): Promise<string> {
  return (await fetch(hub.feedUrl)).text();
}

async function visitsOf(id: string): Promise<object[]> {
  return list((await hub.call('GET', `/v2/series/${id}/bookings?sort=start_at`)).body, 'data');
}

/** What a calendar shows is what is booked: every start, end and status, no more and no less. */
async function expectSame(shown: readonly Shown[]): Promise<void> {
  const { body } = await hub.call('GET', '/v2/bookings?sort=start_at&limit=100');
  const status = (visit: object) => (at(visit, 'status') === 'cancelled' ? 'CANCELLED' : 'CONFIRMED');
  const booked = list(body, 'data').map((visit) =>
    [text(visit, 'start_at'), text(visit, 'end_at'), status(visit)].join(' '),
  );
  // What was called off may be told, as CANCELLED, or not be in the calendar any more.
  const seen = shown.map(({ start, end, status: word }) => [start, end, word].join(' '));
  const standing = (lines: readonly string[]) => lines.filter((line) => line.endsWith('CONFIRMED')).sort();
  expect(standing(seen)).toEqual(standing(booked));
  for (const line of seen) expect(booked).toContain(line);
}

function briefly(shown: readonly Shown[]): string[] {
  return shown.map(({ uid, start, status, sequence }) => `${uid} ${start} ${status} ${sequence}`);
}

describe('B5: a series in calendars', () => {
  test('T5: is one event with a rule in its zone, right on both sides of the transition', async () => {
    await make();
    const told = await feed();
    const events = new ICAL.Component(ICAL.parse(told)).getAllSubcomponents('vevent');
    expect(events).toHaveLength(1);
    expect(told).toContain('DTSTART;TZID=Europe/Berlin:20261013T090000\r\n');
    expect(told).toContain('RRULE:FREQ=WEEKLY;COUNT=4\r\n');
    const shown = readFeed(told);
    expect(briefly(shown)).toEqual([
      'ser_a@dunebook 2026-10-13T07:00:00Z CONFIRMED 0',
      'ser_a@dunebook 2026-10-20T07:00:00Z CONFIRMED 0',
      'ser_a@dunebook 2026-10-27T08:00:00Z CONFIRMED 0',
      'ser_a@dunebook 2026-11-03T08:00:00Z CONFIRMED 0',
    ]);
    await expectSame(shown);
  });

  test('one visit moves: the others keep UID and SEQUENCE, it has RECURRENCE-ID and a higher SEQUENCE', async () => {
    await make();
    const one = { scope: 'this', occurrence: '2026-10-20T09:00', start_local: '2026-10-21T11:00' };
    await hub.call('PATCH', '/v2/series/ser_a', one);
    const told = await feed();
    expect(told).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20261020T090000\r\n');
    const shown = readFeed(told);
    expect(briefly(shown)).toEqual([
      'ser_a@dunebook 2026-10-13T07:00:00Z CONFIRMED 0',
      'ser_a@dunebook 2026-10-21T09:00:00Z CONFIRMED 1',
      'ser_a@dunebook 2026-10-27T08:00:00Z CONFIRMED 0',
      'ser_a@dunebook 2026-11-03T08:00:00Z CONFIRMED 0',
    ]);
    await expectSame(shown);
  });

  test('from the third on at another time: what is before keeps its UID, the rest has one of its own', async () => {
    await make();
    const rest = { scope: 'following', occurrence: '2026-10-27T09:00', start_local: '2026-10-27T11:00' };
    await hub.call('PATCH', '/v2/series/ser_a', { ...rest, new_id: 'ser_b' });
    const shown = readFeed(await feed());
    expect(briefly(shown)).toEqual([
      'ser_a@dunebook 2026-10-13T07:00:00Z CONFIRMED 1',
      'ser_a@dunebook 2026-10-20T07:00:00Z CONFIRMED 1',
      'ser_b@dunebook 2026-10-27T10:00:00Z CONFIRMED 0',
      'ser_b@dunebook 2026-11-03T10:00:00Z CONFIRMED 0',
    ]);
    await expectSame(shown);
  });

  test('all at another time and in another zone: one UID, SEQUENCE rises, the exception keeps its time', async () => {
    await make();
    const [, second] = await visitsOf('ser_a');
    await hub.call('POST', `/v2/bookings/${text(second, 'id')}/reschedule`, {
      start_at: '2026-10-21T09:00:00Z',
    });
    const all = { scope: 'all', start_local: '2026-10-13T10:00', timezone: 'America/New_York' };
    await hub.call('PATCH', '/v2/series/ser_a', all);
    const shown = readFeed(await feed());
    expect(briefly(shown)).toEqual([
      'ser_a@dunebook 2026-10-13T14:00:00Z CONFIRMED 1',
      'ser_a@dunebook 2026-10-21T09:00:00Z CONFIRMED 2',
      'ser_a@dunebook 2026-10-27T14:00:00Z CONFIRMED 1',
      'ser_a@dunebook 2026-11-03T15:00:00Z CONFIRMED 1',
    ]);
    await expectSame(shown);
  });

  test('all deleted but exceptions: the series is CANCELLED, the exception stands under the same UID', async () => {
    await make();
    const [, second] = await visitsOf('ser_a');
    await hub.call('POST', `/v2/bookings/${text(second, 'id')}/reschedule`, {
      start_at: '2026-10-21T09:00:00Z',
    });
    await hub.call('POST', '/v2/series/ser_a/cancel', { keep_exceptions: true });
    const shown = readFeed(await feed());
    expect(briefly(shown)).toEqual([
      'ser_a@dunebook 2026-10-13T07:00:00Z CANCELLED 1',
      'ser_a@dunebook 2026-10-21T09:00:00Z CONFIRMED 2',
      'ser_a@dunebook 2026-10-27T08:00:00Z CANCELLED 1',
      'ser_a@dunebook 2026-11-03T08:00:00Z CANCELLED 1',
    ]);
    await expectSame(shown);
  });

  test('B6: a skipped occurrence is an EXDATE; one that is called off stays, as CANCELLED; an ended rule ends', async () => {
    await make({ exdates: ['2026-10-20T09:00'], rrule: 'FREQ=WEEKLY;UNTIL=20261110' });
    const told = await feed();
    expect(told).toContain('EXDATE;TZID=Europe/Berlin:20261020T090000\r\n');
    expect(told).toContain('RRULE:FREQ=WEEKLY;UNTIL=20261110T225959Z\r\n');
    await expectSame(readFeed(told));
    const [first] = await visitsOf('ser_a');
    await hub.call('POST', `/v2/bookings/${text(first, 'id')}/cancel`, {});
    await hub.call('POST', '/v2/series/ser_a/cancel', { scope: 'following', occurrence: '2026-11-10T09:00' });
    const shown = readFeed(await feed());
    expect(briefly(shown)).toEqual([
      'ser_a@dunebook 2026-10-13T07:00:00Z CANCELLED 2',
      'ser_a@dunebook 2026-10-27T08:00:00Z CONFIRMED 1',
      'ser_a@dunebook 2026-11-03T08:00:00Z CONFIRMED 1',
    ]);
    await expectSame(shown);
  });

  test('T2: the visit of a time that the clocks skip is told by itself, at the first time after', async () => {
    clock.set('2027-03-01T08:00:00Z');
    await make({ start_local: '2027-03-27T02:30', rrule: 'FREQ=DAILY;COUNT=3' });
    const shown = readFeed(await feed());
    expect(shown.map(({ start }) => start)).toEqual([
      '2027-03-27T01:30:00Z',
      '2027-03-28T01:00:00Z',
      '2027-03-29T00:30:00Z',
    ]);
    await expectSame(shown);
  });

  test('a long story, step by step: calendars show what is booked after each', async () => {
    await make({ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=12', duration: 45 });
    const steps: [method: string, path: string, body: Record<string, unknown>][] = [
      ['PATCH', '/ser_a', { scope: 'this', occurrence: '2026-10-15T09:00', resource_id: 'res_ola' }],
      ['PATCH', '/ser_a', { scope: 'all', duration: 60 }],
      ['POST', '/ser_a/cancel', { scope: 'this', occurrence: '2026-10-22T09:00' }],
      [
        'PATCH',
        '/ser_a',
        {
          scope: 'following',
          occurrence: '2026-10-27T09:00',
          start_local: '2026-10-28T16:00',
          new_id: 'ser_b',
        },
      ],
      ['PATCH', '/ser_b', { scope: 'this', occurrence: '2026-10-30T16:00', start_local: '2026-10-31T08:00' }],
      ['PATCH', '/ser_b', { scope: 'all', rrule: 'FREQ=MONTHLY;BYDAY=-1WE;COUNT=3' }],
      ['PATCH', '/ser_b', { scope: 'all', timezone: 'Asia/Kolkata', notes: 'From India' }],
      [
        'POST',
        '/ser_b/cancel',
        { scope: 'following', occurrence: '2026-11-25T16:00', keep_exceptions: true },
      ],
      ['POST', '/ser_a/cancel', { scope: 'this', occurrence: '2026-10-13T09:00' }],
    ];
    for (const [method, path, body] of steps) {
      const answer = await hub.call(method, `/v2/series${path}`, body);
      expect([path, answer.body]).toEqual([path, expect.objectContaining({ version: expect.any(Number) })]);
      await expectSame(readFeed(await feed()));
    }
  });

  test('khal, a calendar program, shows the same', async () => {
    await make({ exdates: ['2026-11-03T09:00'] });
    await hub.call('PATCH', '/v2/series/ser_a', {
      scope: 'this',
      occurrence: '2026-10-20T09:00',
      start_local: '2026-10-21T11:00',
    });
    const told = await feed();
    const lines = khal(told);
    if (lines === undefined) return console.warn('not installed: NOT RUN: khal reads a series');
    expect(lines).toEqual(['2026-10-13 09:00', '2026-10-21 11:00', '2026-10-27 09:00']);
  });
});

/** What khal lists of a calendar in Berlin; undefined where it is not installed. */
function khal(calendar: string): string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-khal-'));
  try {
    mkdirSync(join(folder, 'cal'));
    const blocks = calendar.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT\r\n/g) ?? [];
    // A folder of khal has a file for each UID.
    const byUid = Map.groupBy(blocks, (block) => /UID:(.*)\r/.exec(block)?.[1] ?? '');
    const [head = '', zone = ''] = [
      calendar.slice(0, calendar.indexOf('BEGIN:VTIMEZONE')),
      /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/.exec(calendar)?.[0],
    ];
    for (const [uid, own] of byUid)
      writeFileSync(join(folder, 'cal', `${uid}.ics`), `${head}${zone}${own.join('')}END:VCALENDAR\r\n`);
    const config = [
      '[calendars]',
      '[[one]]',
      `path = ${join(folder, 'cal')}`,
      '[locale]',
      'local_timezone = Europe/Berlin',
      'default_timezone = Europe/Berlin',
      'timeformat = %H:%M',
      'dateformat = %Y-%m-%d',
      'longdateformat = %Y-%m-%d',
      'datetimeformat = %Y-%m-%d %H:%M',
      'longdatetimeformat = %Y-%m-%d %H:%M',
      '[sqlite]',
      `path = ${join(folder, 'khal.db')}`,
    ];
    writeFileSync(join(folder, 'config'), config.join('\n'));
    const args = [
      '-c',
      join(folder, 'config'),
      'list',
      '--format',
      '{start-long}',
      '-df',
      '',
      '2026-10-01',
      '2026-12-31',
    ];
    const out = execFileSync('khal', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return out.split('\n').filter((line) => line !== '');
  } catch (error) {
    if (at(error, 'code') === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
