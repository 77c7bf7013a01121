import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { windowStart } from '../../server/calendar/window.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { type Asker, askOften, openAsker } from './ask.ts';
import { type Figure, figureOf, quantile, type Section, sample } from './harness.ts';
import { type LargeData, largeData, startLargeHub } from './large-data.ts';

const wanted = 5000;
const coldStarts = 5;

/** A calendar feed of about 5,000 of the 100,000 bookings, as a calendar program asks for it. */
export const feed: Section = {
  name: 'feed',
  async run() {
    const data = await largeData();
    const window = windowOf(data);
    const path = await data.feed(window.pastDays);
    const what = `feed of ${window.count} bookings`;
    const readAlone = await sample(10, () => readBookings(data, window.since));

    const cold: number[] = [];
    for (let i = 0; i < coldStarts; i++)
      await withHub(data, async (asker) => void cold.push((await asker.get(path)).ms));

    // One feed for each figure, for none is answered more than 60 times an hour.
    const another = () => data.feed(window.pastDays);
    const plain = await another();
    const known = await another();
    const small = await another();
    const changing = await another();
    const warm = await withHub(data, async (asker) => {
      const { body } = await asker.get(plain);
      const events = body.toString().split('BEGIN:VEVENT').length - 1;
      if (events !== window.count) throw new Error(`${events} events instead of ${window.count}`);
      const unchanged = await askOften(35, () => asker.get(plain));
      const etag = String((await asker.get(known)).headers.etag);
      const same = await askOften(35, () => asker.get(known, { 'if-none-match': etag }));
      const zipped = await askOften(50, () => asker.get(small, { 'accept-encoding': 'gzip' }), 2);
      const changed: number[] = [];
      for (let i = 0; i < 20; i++) {
        await asker.send('PATCH', `/v2/customers/${window.customer}`, { name: `Changed ${i}` });
        changed.push((await asker.get(changing)).ms);
      }
      return { bytes: body.length, unchanged, same, zipped, changed };
    });
    const least = await floorOf(warm.bytes);

    return [
      compared(`${what}, first request of a new process`, cold, quantile(readAlone, 0.5), 100),
      compared(`${what}, after a change`, warm.changed, quantile(readAlone, 0.5), 100),
      compared(`${what}, unchanged`, warm.unchanged, least.whole, 5),
      compared(`${what}, unchanged, compressed`, warm.zipped, undefined, 5),
      compared(`${what}, 304`, warm.same, least.notModified, 3),
    ];
  },
};

function compared(name: string, times: readonly number[], floor: number | undefined, atMost: number): Figure {
  const median = quantile(times, 0.5);
  return figureOf('feed', name, times, {
    ...(floor !== undefined && { floor, ratio: floor / median }),
    bar: { on: 'median', atMost },
  });
}

interface Window {
  readonly pastDays: number;
  /** Stored form. */
  readonly since: string;
  readonly count: number;
  /** One whose name the feed shows. */
  readonly customer: string;
}

/** The window whose number of bookings is nearest to what is wanted. */
function windowOf(data: LargeData): Window {
  const db = openLive(data);
  const { zone } = z
    .object({ zone: z.string() })
    .parse(db.prepare(`SELECT json_extract(doc, '$.timezone') AS zone FROM practice`).get());
  const found = Array.from({ length: 30 }, (_, pastDays) => {
    const since = formatInstant(windowStart(zone, pastDays, Date.now()));
    const row = db
      .prepare(
        'SELECT count(*) AS count, max(customer_id) AS customer FROM bookings WHERE tenant_id = ? AND start_at >= ?',
      )
      .get(data.tenant, since);
    return { pastDays, since, ...z.object({ count: z.int(), customer: z.string() }).parse(row) };
  });
  db.close();
  const [nearest] = found.sort((a, b) => Math.abs(a.count - wanted) - Math.abs(b.count - wanted));
  if (!nearest) throw new Error('there are no bookings');
  return nearest;
}

/** What the bookings cost alone: read in order with one indexed look-up, and parsed. */
function readBookings(data: LargeData, since: string): number {
  const db = openLive(data);
  const texts = db
    .prepare(
      'SELECT doc FROM bookings WHERE tenant_id = ? AND deleted = 0 AND start_at >= ? ORDER BY start_at, id',
    )
    .pluck()
    .all(data.tenant, since);
  const count = texts.map((text) => JSON.parse(String(text))).length;
  db.close();
  return count;
}

function openLive(data: LargeData): Database.Database {
  return new Database(join(data.folder, 'live.sqlite'), { readonly: true });
}

async function withHub<T>(data: LargeData, work: (asker: Asker) => Promise<T>): Promise<T> {
  const hub = await startLargeHub(data.folder);
  const asker = openAsker(hub.url, { authorization: `Bearer ${data.key}` });
  try {
    return await work(asker);
  } finally {
    asker.close();
    await hub.stop();
  }
}

/** Medians of the least that could answer: bare Express with the bytes in memory. */
async function floorOf(bytes: number): Promise<{ whole: number; notModified: number }> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'feed-floor.child.ts'), [String(bytes)]);
  const [address] = await once(child, 'message');
  const { port } = z.object({ port: z.int() }).parse(address);
  const asker = openAsker(`http://127.0.0.1:${port}`);
  const whole = await askOften(200, () => asker.get('/feed'));
  const notModified = await askOften(200, () => asker.get('/feed', { 'if-none-match': '"1"' }));
  asker.close();
  child.kill('SIGTERM');
  return { whole: quantile(whole, 0.5), notModified: quantile(notModified, 0.5) };
}
