import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Asker, openAsker } from './ask.ts';
import { type Figure, figureOf, type Section } from './harness.ts';
import { largeData, startLargeHub } from './large-data.ts';

const rounds = 3;
const section = 'backup';

const state = z.object({ running: z.object({}).optional(), problem: z.string().optional() });
const page = z.object({ data: z.array(z.object({ id: z.string() })) });

/** A backup of 100,000 bookings while people work. */
export const backup: Section = { name: section, run: whileWorking };

async function whileWorking(): Promise<Figure[]> {
  const data = await largeData();
  const hub = await startLargeHub(data.folder);
  const asker = openAsker(hub.url, { authorization: `Bearer ${data.key}` });
  const watcher = openAsker(hub.url, { authorization: `Bearer ${data.key}` });
  await asker.send('PUT', '/v2/backups/settings', { passphrase: 'a long walk in the dunes' });
  const { data: bookings } = page.parse(JSON.parse(String((await asker.get('/v2/bookings?limit=50')).body)));
  const quiet = await work(asker, bookings, async (round) => round >= 200);
  const took: number[] = [];
  const slowest: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const url = `${hub.url}/v2/backups`;
    await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${data.key}` } });
    const times = await work(asker, bookings, async () => {
      const { running, problem } = state.parse(
        JSON.parse(String((await watcher.get('/v2/backups/state')).body)),
      );
      if (problem !== undefined) throw new Error(`the backup failed: ${problem}`);
      return running === undefined;
    });
    took.push(performance.now() - begun);
    slowest.push(Math.max(...times));
    all.push(...times);
  }
  asker.close();
  watcher.close();
  await hub.stop();
  rmSync(join(data.folder, 'backups'), { recursive: true, force: true });
  return [
    figureOf(section, 'of 100,000 bookings, until it is verified', took, {
      bar: { on: 'median', atMost: 5000 },
    }),
    figureOf(section, 'requests meanwhile (floor: without a backup)', all, {
      floor: quiet.toSorted((a, b) => a - b)[Math.floor(quiet.length / 2)] ?? Number.NaN,
    }),
    figureOf(section, 'the slowest of them', slowest, { bar: { on: 'median', atMost: 50 } }),
  ];
}

/** Reads a document, reads a list, writes, one after the other, until it is over; milliseconds of each. */
async function work(
  asker: Asker,
  bookings: readonly { readonly id: string }[],
  isOver: (round: number) => Promise<boolean>,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; !(await isOver(round)); round++) {
    const id = bookings[round % bookings.length]?.id;
    times.push((await asker.get(`/v2/bookings/${id}`)).ms);
    times.push((await asker.get('/v2/bookings?limit=50')).ms);
    times.push((await asker.send('PATCH', `/v2/bookings/${id}`, { notes: `Round ${round}` })).ms);
  }
  return times;
}
