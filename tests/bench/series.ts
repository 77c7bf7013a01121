import * as z from 'zod';
import { previewSeriesQuery } from '../../shared/queries/series-preview.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { localDate } from '../../shared/time/zones.ts';
import { type Asker, openAsker } from './ask.ts';
import { figureOf, type Section, sample } from './harness.ts';
import { type LargeData, largeData, startLargeHub } from './large-data.ts';
import { openDeskCopy } from './slots-desk.ts';

const rounds = 25;
const atMost = 50;
const visits = 52;

/** A year of weekly visits with one of the staff and in any room, on 100,000 bookings: looked at, made, called off. */
export const series: Section = {
  name: 'series',
  async run() {
    const data = await largeData();
    const hub = await startLargeHub(data.folder);
    const asker = openAsker(hub.url, { authorization: `Bearer ${data.key}` });
    try {
      const plan = await prepare(asker);
      const previewed: number[] = [];
      const made: number[] = [];
      const both: number[] = [];
      const cancelled: number[] = [];
      for (let round = -3; round < rounds; round++) {
        const preview = await asker.send('POST', '/v2/series/preview', plan);
        const create = { ...plan, customer_id: 'cust_priya_01', on_conflict: 'suggest' };
        const answer = await asker.send('POST', '/v2/series', create);
        const { id } = z.object({ id: z.string() }).parse(JSON.parse(String(answer.body)));
        const gone = await asker.send('POST', `/v2/series/${id}/cancel`, {});
        if (round < 0) continue;
        previewed.push(preview.ms);
        made.push(answer.ms);
        both.push(preview.ms + answer.ms);
        cancelled.push(gone.ms);
      }
      const desk = await atDesk(data, plan);
      const bar = { on: 'p95', atMost } as const;
      return [
        figureOf('series', `${visits} visits looked at and made, over HTTP`, both, { bar }),
        figureOf('series', `${visits} visits looked at, conflicts and free starts`, previewed),
        figureOf('series', `${visits} visits made`, made),
        figureOf('series', `${visits} visits called off`, cancelled),
        figureOf('series', `${visits} visits looked at, at the desk`, desk),
      ];
    } finally {
      asker.close();
      await hub.stop();
    }
  },
};

type Plan = Readonly<Record<'service_id' | 'resource_id' | 'start_local' | 'rrule', string>>;

/** The service of it, and Wednesdays at ten from next week on: some of them are taken. */
async function prepare(asker: Asker): Promise<Plan> {
  const service = {
    name: 'Weekly, with a room',
    duration: 30,
    needs: [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room' },
    ],
  };
  const id = z.object({ id: z.string() });
  const made = await asker.send('POST', '/v2/services', service);
  const today = localDate('UTC', Date.now());
  const day = Array.from({ length: 7 }, (_, i) => addDays(today, 7 + i)).find(
    (date) => new Date(date).getUTCDay() === 3,
  );
  return {
    service_id: id.parse(JSON.parse(String(made.body))).id,
    resource_id: 'res_dr_niket',
    start_local: `${day}T10:00`,
    rrule: `FREQ=WEEKLY;COUNT=${visits}`,
  };
}

/** The same question at a desk, of its own copy. */
async function atDesk(data: LargeData, plan: Plan): Promise<number[]> {
  const desk = await openDeskCopy(data);
  const scopes = new Set<never>();
  const ctx = {
    now: Date.now(),
    tenant: data.tenant,
    actor: { kind: 'device', id: 'desk', name: 'Desk', scopes } as const,
    id: (prefix: string) => `${prefix}_1`,
  };
  const asked = z.decode(previewSeriesQuery.args, plan);
  const times = await sample(10, () => desk.read((query) => previewSeriesQuery.run(query, asked, ctx, 0)), 2);
  await desk.close();
  return times;
}
