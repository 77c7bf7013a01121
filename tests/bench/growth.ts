import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { dayLength } from '../../shared/time/instants.ts';
import { askOften, openAsker } from './ask.ts';
import { figureOf, quantile, type Section } from './harness.ts';

const rounds = 80;
const practitioners = 20;
const rooms = 10;
const sizes = [10_000, 100_000, 1_000_000];

/**
 * The same month of slots with ever more bookings in the store, all of them over before it begins: what a question costs
 * is what lies in its range, and not how long the practice has existed.
 */
export const growth: Section = {
  name: 'growth',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'dunebook-growth-'));
    const hub = fork(join(import.meta.dirname, 'growth-hub.child.ts'), [folder]);
    try {
      const [said] = await once(hub, 'message');
      const { url, key, tenant } = ready.parse(said);
      const asker = openAsker(url, { authorization: `Bearer ${key}` });
      await fill(asker);
      const from = new Date(Date.now() + dayLength).toISOString().slice(0, 10);
      const to = new Date(Date.now() + 32 * dayLength).toISOString().slice(0, 10);
      const range = `service_id=svc_growth&from=${from}&to=${to}`;
      await thisMonth(asker, range);
      const figures = [];
      let before = 0;
      let first: number | undefined;
      for (const size of sizes) {
        addPast(join(folder, 'live.sqlite'), tenant, before, size);
        before = size;
        const month = await askOften(rounds, () => asker.get(`/v2/availability/slots?${range}`));
        const next = await askOften(rounds, () => asker.get('/v2/availability/next?service_id=svc_growth'));
        const median = quantile(month, 0.5);
        first ??= median;
        const bookings = size.toLocaleString('en');
        figures.push(
          figureOf('growth', `month of slots, ${bookings} bookings (floor: with 10,000)`, month, {
            floor: first,
            ratio: first / median,
            bar: { on: 'ratio', atLeast: 0.7 },
          }),
          figureOf('growth', `next starts, ${bookings} bookings`, next),
        );
      }
      asker.close();
      return figures;
    } finally {
      await end(hub);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const ready = z.object({ url: z.string(), key: z.string(), tenant: z.string() });

type Asker = ReturnType<typeof openAsker>;

async function fill(asker: Asker): Promise<void> {
  const hours = [{ start: '08:00', end: '18:00' }];
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const working_hours = { weekly: Object.fromEntries(days.map((day) => [day, hours])) };
  await asker.send('POST', '/v2/customers', { id: 'cust_growth', name: 'Growth' });
  for (let i = 0; i < practitioners; i++)
    await asker.send('POST', '/v2/resources', { id: `res_p${i}`, name: `Dr ${i}`, working_hours });
  for (let i = 0; i < rooms; i++)
    await asker.send('POST', '/v2/resources', { id: `res_r${i}`, name: `Room ${i}`, kind: 'room' });
  await asker.send('POST', '/v2/services', {
    id: 'svc_growth',
    name: 'Anybody in any room',
    duration: 30,
    needs: [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room' },
    ],
  });
}

/** Some visits of the month that is asked for: the same ones whatever the size. */
async function thisMonth(asker: Asker, range: string): Promise<void> {
  const { body } = await asker.get(`/v2/availability/slots?${range}`);
  const { data } = z
    .object({ data: z.array(z.object({ start_at: z.string() })) })
    .parse(JSON.parse(String(body)));
  for (const { start_at } of data.filter((_, i) => i % 2 === 0))
    await asker.send('POST', '/v2/bookings', {
      customer_id: 'cust_growth',
      service_id: 'svc_growth',
      start_at,
    });
}

/** Puts rows from number `from` on into the tables, beside the hub, back into the past from yesterday on. */
function addPast(file: string, tenant: string, from: number, to: number): void {
  const db = new Database(file);
  const numbers = `WITH RECURSIVE number(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM number WHERE n < ${to - 1})`;
  // Every practitioner has sixteen half hours a day.
  const start = `(unixepoch('now', 'start of day') - 86400 * (2 + n / ${practitioners * 16}) + 28800 + 1800 * ((n / ${practitioners}) % 16))`;
  const at = (seconds: string) => `strftime('%Y-%m-%dT%H:%M:%SZ', ${seconds}, 'unixepoch')`;
  const fields = `'id', 'bk_past_' || n, 'tenant_id', '${tenant}', 'customer_id', 'cust_growth', 'service_id', 'svc_growth',
    'resource_id', 'res_p' || (n % ${practitioners}), 'status', 'completed', 'start_at', ${at(start)}, 'end_at', ${at(`${start} + 1800`)},
    'created_at', ${at(start)}, 'updated_at', ${at(start)}, 'version', 1, 'channel', 'in_person', 'sequence', 0`;
  db.transaction(() => {
    db.exec(`${numbers} INSERT INTO bookings
      (id, tenant_id, seq, deleted, doc, created_at, updated_at, customer_id, service_id, resource_id, status, start_at, end_at)
      SELECT 'bk_past_' || n, '${tenant}', 1000000 + n, 0, json_object(${fields}), ${at(start)}, ${at(start)},
        'cust_growth', 'svc_growth', 'res_p' || (n % ${practitioners}), 'completed', ${at(start)}, ${at(`${start} + 1800`)} FROM number`);
    for (const resource of [`'res_p' || (n % ${practitioners})`, `'res_r' || (n % ${rooms})`])
      db.exec(`${numbers} INSERT INTO claims
        (tenant_id, resource_id, padded_start, padded_end, owner, kind, core_start, core_end)
        SELECT '${tenant}', ${resource}, ${start} * 1000, ${start} * 1000 + 1800000, 'bk_past_' || n, 'booking',
          ${start} * 1000, ${start} * 1000 + 1800000 FROM number`);
  })();
  db.close();
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
