import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { putWhole } from '../../../server/paper/files.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { signedIn } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { booked, errorOf } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
let folder: string;
beforeEach(async () => {
  clock = testClock('2026-04-20T04:00:00Z');
  folder = join(mkdtempSync(join(tmpdir(), 'dunebook-paper-')), 'sheets');
  hub = await startHub({ clock, paperDir: folder });
  await referencePractice(hub);
  await hub.call('POST', '/v2/customers', {
    id: 'cust_odd',
    name: '=HYPERLINK("x"), Ravi',
    phone: '098765 43210',
  });
});
afterEach(async () => {
  await hub.stop();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const switchOn = () => hub.call('PUT', '/v2/paper', { on: true });
const text = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('\u202f', ' ');
const changedAt = (name: string) => statSync(join(folder, name)).mtimeMs;

describe('paper sheets', () => {
  test('are off until somebody in charge switches them on; then there are seven days and a week', async () => {
    await hub.hub.paper.refresh();
    expect(existsSync(folder)).toBe(false);
    const front = await signedIn(hub, 'manager');
    expect(errorOf(await front.call('PUT', '/v2/paper', { on: true }))).toBe('forbidden');
    const asTest = { authorization: `Bearer ${hub.keys.test}` };
    expect(errorOf(await hub.call('PUT', '/v2/paper', { on: true }, asTest))).toBe('forbidden');

    await booked(hub, '2026-04-20T05:00:00Z', { customer_id: 'cust_odd', notes: 'Bring "x-rays", please' });
    await booked(hub, '2026-04-23T05:00:00Z');
    const answer = await switchOn();
    expect(answer.body).toEqual({
      on: true,
      folder,
      data_folder: hub.dataDir,
      written_at: '2026-04-20T04:00:00Z',
    });
    const days = [20, 21, 22, 23, 24, 25, 26].map((day) => `day-2026-04-${day}`);
    const all = [...days, 'week-2026-04-20'].flatMap((name) => [`${name}.csv`, `${name}.html`]);
    expect(readdirSync(folder).sort()).toEqual([...all, 'index.html'].sort());

    expect(text('day-2026-04-20.html')).toContain('Ravi');
    expect(text('day-2026-04-20.html')).toContain('as of Apr 20, 2026, 9:30 AM');
    expect(text('day-2026-04-20.csv').split('\r\n')).toEqual([
      '\uFEFF"Dune Clinic, made 2026-04-20T04:00:00Z"',
      'date,start,end,with,kind,customer,phone,service,room,status,notes',
      '2026-04-20,10:30,11:00,Dr Niket,booking,"\'=HYPERLINK(""x""), Ravi",+919876543210,Consultation,,,"Bring ""x-rays"", please"',
      '',
    ]);
    expect(text('week-2026-04-20.html')).toContain('as of Apr 20, 2026, 9:30 AM');
    expect(text('week-2026-04-20.csv').match(/^2026-04-\d\d/gm)).toEqual(['2026-04-20', '2026-04-23']);
    expect(text('index.html')).toContain('9:30 AM');
  });

  test('what changed is written anew within five minutes, what did not only once an hour; the list says how it stands', async () => {
    await switchOn();
    const before = [changedAt('day-2026-04-20.html'), changedAt('day-2026-04-21.html')];
    await booked(hub, '2026-04-20T05:00:00Z');
    clock.advance(5 * 60_000);
    await hub.hub.paper.refresh();
    expect(text('day-2026-04-20.html')).toContain('as of Apr 20, 2026, 9:35 AM');
    expect(changedAt('day-2026-04-20.html')).not.toBe(before[0]);
    expect(changedAt('day-2026-04-21.html')).toBe(before[1]);
    expect(text('index.html')).toContain('9:35 AM');
    clock.advance(60 * 60_000);
    await hub.hub.paper.refresh();
    expect(text('day-2026-04-21.html')).toContain('as of Apr 20, 2026, 10:35 AM');
  });

  test('the hub looks by itself, after its start and every five minutes of its clock', async () => {
    await switchOn();
    await booked(hub, '2026-04-20T05:00:00Z');
    clock.advance(5 * 60_000);
    await expect.poll(() => text('index.html')).toContain('9:35 AM');
  });

  test('yesterday’s sheet goes, what others put there stays, switched off all sheets go', async () => {
    await switchOn();
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    writeFileSync(join(folder, '.dunebook-dead.tmp'), 'half');
    clock.advance(24 * 60 * 60_000);
    await hub.hub.paper.refresh();
    expect(existsSync(join(folder, 'day-2026-04-20.html'))).toBe(false);
    expect(existsSync(join(folder, 'day-2026-04-27.html'))).toBe(true);
    expect(existsSync(join(folder, '.dunebook-dead.tmp'))).toBe(false);
    await hub.call('PUT', '/v2/paper', { on: false });
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });

  test('who reads never sees half a file', async () => {
    mkdirSync(folder, { recursive: true });
    const [a, b] = ['a', 'b'].map((letter) => letter.repeat(400_000));
    await putWhole(folder, 'day.html', a ?? '');
    let wrote = false;
    const writing = (async () => {
      for (let i = 0; i < 12; i++) await putWhole(folder, 'day.html', (i % 2 ? a : b) ?? '');
      wrote = true;
    })();
    let seen = 0;
    while (!wrote) {
      const found = text('day.html');
      expect(found.length === 400_000 && (found === a || found === b)).toBe(true);
      seen += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect(seen).toBeGreaterThan(2);
  });

  test('a folder that cannot be written is said, the hub goes on, and it is written again when it can be', async () => {
    mkdirSync(join(folder, '..'), { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    expect((await switchOn()).body).toMatchObject({ on: true, problem: 'gone' });
    expect((await hub.call('GET', '/v2/bookings')).status).toBe(200);
    rmSync(folder);
    // The hub looks sooner than else: somebody mended it and waits to see it end.
    clock.advance(30_000);
    const look = async () => (await hub.call('GET', '/v2/paper')).body;
    await expect.poll(look).not.toHaveProperty('problem');
    const { body } = await hub.call('GET', '/v2/paper');
    expect(body).toMatchObject({ on: true, written_at: '2026-04-20T04:00:30Z' });
    expect(body).not.toHaveProperty('problem');
    expect(existsSync(join(folder, 'index.html'))).toBe(true);
  });

  test('P4: who is erased is on no sheet from then on', async () => {
    await booked(hub, '2026-04-20T05:00:00Z', { customer_id: 'cust_odd' });
    await switchOn();
    expect(text('day-2026-04-20.html')).toContain('Ravi');
    clock.advance(3 * 60 * 60_000);
    expect((await hub.call('DELETE', '/v2/customers/cust_odd')).status).toBe(204);
    await hub.hub.erasures.settled();
    await hub.hub.paper.refresh();
    for (const name of readdirSync(folder))
      expect([name, text(name).includes('Ravi')]).toEqual([name, false]);
  });
});

test('a week to print: a page for each person, a column for each day', async () => {
  await booked(hub, '2026-04-22T05:00:00Z', { customer_id: 'cust_odd' });
  const answer = await fetch(`${hub.url}/v2/schedule/week-sheet?from=2026-04-20`, {
    headers: { authorization: `Bearer ${hub.keys.live}` },
  });
  const html = await answer.text();
  expect(html.match(/<th>/g)).toHaveLength(7);
  expect(html).toContain('Ravi');
  expect(html).not.toMatch(/<script|src=|href=/);
  expect(errorOf(await hub.call('GET', '/v2/schedule/week-sheet?from=9999-12-30'))).toBe('validation_failed');
});
