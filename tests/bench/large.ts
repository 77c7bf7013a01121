import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { addDays } from '../../shared/time/calendar.ts';
import { localDate } from '../../shared/time/zones.ts';
import { openAsker } from './ask.ts';
import { figureOf, quantile, type Section, sample } from './harness.ts';
import { largeData, startLargeHub } from './large-data.ts';
import { load } from './load.ts';

const starts = 5;
const requests = 2000;
const connections = 10;

/** The hub on 100,000 bookings: how soon it is ready, and how much memory it takes at work. */
export const large: Section = {
  name: 'large',
  async run() {
    const data = await largeData();
    const nothing = await sample(starts, () => spawnSync(process.execPath, ['-e', '']), 1);
    const ready: number[] = [];
    for (let i = 0; i <= starts; i++) {
      const hub = await startLargeHub(data.folder);
      await hub.stop();
      // The first one finds a cold disk.
      if (i > 0) ready.push(hub.readyAfter);
    }

    const hub = await startLargeHub(data.folder);
    const idle = hub.memory();
    const paths = await mixOf(hub.url, data.key, await data.invite(), await data.feed(2));
    const { statuses, perSecond } = await load(hub.url, requests, connections, (i) => paths(i));
    const memory = hub.memory();
    await hub.stop();
    if (Object.keys(statuses).some((status) => status !== '200'))
      throw new Error(`not all went well: ${JSON.stringify(statuses)}`);

    const floor = quantile(nothing, 0.5);
    return [
      figureOf('large', 'ready (floor: Node alone)', ready, {
        floor,
        ratio: floor / quantile(ready, 0.5),
        bar: { on: 'median', atMost: 500 },
      }),
      figureOf('large', 'memory when ready', [idle], { unit: 'MB' }),
      figureOf('large', `memory after ${requests} mixed requests`, [memory], {
        unit: 'MB',
        bar: { on: 'median', atMost: 200 },
      }),
      figureOf('large', 'mixed requests', [perSecond], { unit: '/s' }),
    ];
  },
};

/** What a working day asks: of 50 requests 22 documents, 20 lists, 4 months of slots, 3 pages of a desk's, 1 feed. */
async function mixOf(url: string, key: string, invitation: string, feed: string) {
  const authorization = `Bearer ${key}`;
  const asker = openAsker(url, { authorization });
  const list = z.object({ data: z.array(z.object({ id: z.string() })) });
  const ids = list
    .parse(JSON.parse(String((await asker.get('/v2/bookings?limit=50')).body)))
    .data.map(({ id }) => id);
  const paired = await asker.send('POST', '/v2/devices/pair', { invitation, name: 'Bench' });
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(String(paired.body)));
  asker.close();

  const today = localDate('UTC', Date.now());
  const month = `from=${today}&to=${addDays(today, 31)}`;
  const pathAt = (i: number): string => {
    const at = i % 50;
    if (at === 0) return feed;
    if (at <= 4) return `/v2/availability/slots?service_id=svc_consult_30&${month}`;
    if (at <= 7) return `/v2/sync/bookings?limit=500`;
    if (at <= 27) return at % 2 === 0 ? '/v2/bookings?limit=50' : '/v2/customers?limit=50';
    return `/v2/bookings/${ids[i % ids.length]}`;
  };
  return (i: number) => {
    const path = pathAt(i);
    const bearer = path.startsWith('/v2/sync') ? `Bearer ${token}` : authorization;
    return { method: 'GET', path, headers: { authorization: bearer } };
  };
}
