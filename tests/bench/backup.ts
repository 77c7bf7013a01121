import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Asker, openAsker } from './ask.ts';
import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { type Figure, figureOf, type Section } from './harness.ts';
import { largeData, startLargeHub } from './large-data.ts';

const rounds = 3;
/** 20,000 documents that a desk keeps. */
const size = { pastDays: 22, bookings: 14_000, customers: 5_986 };
const section = 'backup';

const state = z.object({ running: z.object({}).optional(), problem: z.string().optional() });
const page = z.object({ data: z.array(z.object({ id: z.string() })) });

/** A backup of 100,000 bookings while people work, and what a desk does after a restore. */
export const backup: Section = {
  name: section,
  run: async () => [...(await whileWorking()), await afterRestore()],
};

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

/** Runs in the page: notes each change of what it says of the hub. */
function watchHub(): void {
  const said: { at: number; text: string }[] = [];
  Reflect.set(globalThis, 'said', said);
  function look(): void {
    const text = document.querySelector('[aria-label=Connection] [role=status]')?.textContent ?? '';
    if (said.at(-1)?.text !== text) said.push({ at: Date.now(), text });
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
}

async function afterRestore(): Promise<Figure> {
  const hub = await startDeskHub(size);
  const browser = await openDeskBrowser(watchFirsts);
  const took: number[] = [];
  try {
    await browser.context.addInitScript(watchHub);
    await browser.page.goto(await hub.link(), { waitUntil: 'commit' });
    await marksOnce(browser.page, 'inStep');
    const file = await hub.backUp();
    for (let round = 0; round < rounds; round++) {
      const restoredAt = await hub.restore(file);
      const inStepAt = await browser.page.waitForFunction(
        (since) => {
          const said: { at: number; text: string }[] = Reflect.get(globalThis, 'said');
          const last = said.at(-1);
          // It may look settled for a moment before it hears of the other epoch.
          const isSettled = last !== undefined && Date.now() - last.at > 4000;
          return isSettled && last.text === 'Hub here' && last.at > since ? last.at : undefined;
        },
        restoredAt,
        { timeout: 120_000 },
      );
      took.push(Number(await inStepAt.jsonValue()) - restoredAt);
    }
  } finally {
    await browser.remove();
    await hub.remove();
  }
  return figureOf(section, 'a desk has its 20,000 documents again after a restore', took, {
    bar: { on: 'median', atMost: 10_000 },
  });
}
