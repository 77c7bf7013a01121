import { setTimeout as pause } from 'node:timers/promises';
import { startDesk } from '../kit/desk.ts';
import { figureOf, quantile, type Section } from './harness.ts';
import { loadDay, slopeOf } from './load-day.ts';
import { nthBooking, startManyHub } from './many-hub.ts';

const deskCount = 10;
const changes = 60;

/** What is done at one desk until the data layers of nine others show it. */
const desksChange: Section = {
  name: 'desks: change',
  async run() {
    const hub = await startManyHub();
    const desks = await Promise.all(Array.from({ length: deskCount }, () => startDesk(hub)));
    try {
      await Promise.all(desks.map((desk) => desk.untilConnection({ state: 'online', filled: true })));
      const samples: number[] = [];
      for (let i = -10; i < changes; i++) {
        const id = `bk_change_${i + 10}`;
        const [here, ...others] = desks.slice(i % deskCount).concat(desks.slice(0, i % deskCount));
        const begun = performance.now();
        const shown = others.map(async (desk) => {
          await desk.untilShown('bookings', id);
          if (i >= 0) samples.push(performance.now() - begun);
        });
        await here?.run('bookings.create', { ...nthBooking(i + 10), id });
        await Promise.all(shown);
      }
      const bar = { on: 'p95', atMost: 150 } as const;
      return [figureOf('desks: change', 'made at one desk, shown at nine others', samples, { bar })];
    } finally {
      await Promise.all(desks.map((desk) => desk.stop()));
      await hub.stop();
    }
  },
};

/** Ten desks and 200 programs at once; `--seconds=600` for longer than two minutes. */
const desksLoad: Section = {
  name: 'desks: load day',
  async run() {
    const given = process.argv.find((argument) => argument.startsWith('--seconds='))?.slice(10);
    const seconds = Number(given ?? 120);
    const intents = 3000;
    const day = await loadDay({ desks: deskCount, intents, clients: 200, seconds });
    if (day.errors.length > 0)
      throw new Error(`${day.errors.length} errors: ${[...new Set(day.errors)].slice(0, 5).join('; ')}`);
    if (day.accepted !== intents) throw new Error(`${day.accepted} of ${intents} arrived`);
    const section = 'desks: load day';
    const perSecond = day.latencies.length / seconds;
    return [
      figureOf(section, `200 keys at Solo limits for ${seconds} s, any answer`, day.latencies),
      figureOf(section, 'the p99 of them', [quantile(day.latencies, 0.99)]),
      figureOf(section, 'answers', [perSecond], { unit: '/s' }),
      figureOf(section, `until all desks had all of ${intents} intents, after the last`, [day.settledAfter]),
      figureOf(section, 'processor of the hub', [day.processor], { unit: '%' }),
      figureOf(section, 'memory of the hub', day.memory, { unit: 'MB' }),
      figureOf(section, 'what it grows by in a minute', [slopeOf(day.memory)], { unit: 'MB' }),
    ];
  },
};

const idleFor = 40_000;

/** What a hub costs at which three desks are open and nobody does anything; desks ask it for nothing by themselves. */
const desksIdle: Section = {
  name: 'desks: idle',
  async run() {
    const hub = await startManyHub();
    const desks = await Promise.all(Array.from({ length: 3 }, () => startDesk(hub)));
    try {
      await Promise.all(desks.map((desk) => desk.untilConnection({ state: 'online', filled: true })));
      await pause(3_000);
      const before = await hub.cost();
      await pause(idleFor);
      const after = await hub.cost();
      const share = (100 * (after.cpu - before.cpu)) / idleFor;
      return [
        figureOf('desks: idle', 'processor of a hub with three desks', [share], {
          unit: '%',
          bar: { on: 'median', atMost: 1 },
        }),
      ];
    } finally {
      await Promise.all(desks.map((desk) => desk.stop()));
      await hub.stop();
    }
  },
};

/** Several desks at one hub. */
export const desks: readonly Section[] = [desksChange, desksLoad, desksIdle];
