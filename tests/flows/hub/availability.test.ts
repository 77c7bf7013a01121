import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubActor } from '../../../server/access/grant.ts';
import { createBooking } from '../../../shared/commands/bookings/create.ts';
import type { Ctx } from '../../../shared/commands/define.ts';
import { isRefusal } from '../../../shared/errors.ts';
import { formatInstant, minutes, parseInstant } from '../../../shared/time/instants.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { at, list, text } from '../../kit/rest.ts';
import { clinicNear, type Moment, moments, type RandomClinic, setUp } from './random-clinic.ts';

let hub: TestHub;
let clock: TestClock;
beforeAll(async () => {
  clock = testClock('2026-01-01T00:00:00Z');
  hub = await startHub({ clock });
  await hub.call('POST', '/v2/customers', { id: 'cust_1', name: 'One' });
});
afterAll(() => hub.stop());

interface Offer {
  readonly start_at: string;
  readonly end_at: string;
  readonly resource_id: string;
  readonly options: readonly { resource_id: string; end_at: string }[];
  readonly allocations: readonly unknown[];
}

async function offersOf(service: string, from: string, to: string): Promise<Map<string, Offer>> {
  const answer = await hub.call('GET', `/v2/availability/slots?service_id=${service}&from=${from}&to=${to}`);
  expect([answer.status, at(answer.body, 'error')]).toEqual([200, undefined]);
  return new Map(list(answer.body, 'data').map((slot) => [text(slot, 'start_at'), slot as Offer]));
}

/** What booking would do right now, over the real store, without doing it. */
async function wouldBook(service: string, start_at: string, resource_id?: string) {
  const ctx: Ctx = { now: clock(), tenant: hub.tenant, actor: hubActor, id: hub.hub.makeId };
  const wish = { customer_id: 'cust_1', service_id: service, start_at, ...(resource_id && { resource_id }) };
  const args = createBooking.args.parse(wish);
  return hub.hub.stores.live.read(hub.tenant, async (view) => {
    const loaded = await createBooking.load(view, args, ctx);
    const decision = isRefusal(loaded) ? loaded : createBooking.decide(loaded, args, ctx);
    if (isRefusal(decision)) return { refused: decision.code };
    const [change] = decision.changes;
    if (change?.resource !== 'bookings') throw new Error('a booking makes a booking first');
    const { end_at, allocations, resource_id: main } = change.doc;
    return { end_at, allocations, resource_id: main };
  });
}

async function expectAgreement(clinic: RandomClinic, moment: Moment): Promise<number> {
  clock.set(moment.now);
  const service = await setUp(hub, clinic, moment);
  const from = parseInstant(moment.now) - minutes(60);
  const to = from + minutes(28 * 60);
  const offers = await offersOf(service, formatInstant(from), formatInstant(to));
  for (let start = from; start < to; start += minutes(5)) {
    const start_at = formatInstant(start);
    const offer = offers.get(start_at);
    const outcome = await wouldBook(service, start_at);
    if (!offer) {
      expect([start_at, Object.keys(outcome)]).toEqual([start_at, ['refused']]);
      continue;
    }
    const { end_at, resource_id, allocations } = offer;
    expect([start_at, outcome]).toEqual([start_at, { end_at, resource_id, allocations }]);
    for (const option of offer.options) {
      const chosen = await wouldBook(service, start_at, option.resource_id);
      expect([start_at, chosen]).toMatchObject([start_at, option]);
    }
  }
  for (const [start_at] of offers) expect((parseInstant(start_at) - from) % minutes(5)).toBe(0);
  await expectOthersAgree(service, [...offers.values()], { from, to, zone: moment.zone });
  return offers.size;
}

/** `next`, `days`, the service’s own path and `check` say the same as the slots. */
async function expectOthersAgree(
  service: string,
  offers: readonly Offer[],
  { from, to, zone }: { from: number; to: number; zone: string },
): Promise<void> {
  const range = `from=${formatInstant(from)}&to=${formatInstant(to)}`;
  const own = await hub.call('GET', `/v2/services/${service}/availability?${range}`);
  expect(own.body.data).toEqual(offers);

  const next = await hub.call(
    'GET',
    `/v2/availability/next?service_id=${service}&from=${formatInstant(from)}&limit=50`,
  );
  const inside = list(next.body, 'data').filter((slot) => text(slot, 'start_at') < formatInstant(to));
  expect(inside).toEqual(offers.slice(0, 50));

  const days = await hub.call('GET', `/v2/availability/days?service_id=${service}&${range}&zone=${zone}`);
  const dateIn = new Intl.DateTimeFormat('sv', { timeZone: zone });
  const byDate = Map.groupBy(offers, ({ start_at }) => dateIn.format(parseInstant(start_at)));
  const told = list(days.body, 'data').map((day) => [
    text(day, 'date'),
    at(day, 'available'),
    at(day, 'starts'),
    at(day, 'first_start_at'),
  ]);
  const dates = new Set<string>();
  for (let instant = from; instant < to; instant += minutes(30)) dates.add(dateIn.format(instant));
  expect(told).toEqual(
    [...dates].map((date) => {
      const starts = byDate.get(date) ?? [];
      return [date, starts.length > 0, starts.length, starts[0]?.start_at];
    }),
  );

  const byStart = new Map(offers.map((offer) => [offer.start_at, offer]));
  for (let start = from; start < to; start += minutes(35)) {
    const start_at = formatInstant(start);
    const { body } = await hub.call('POST', '/v2/availability/check', { service_id: service, start_at });
    const offer = byStart.get(start_at);
    expect([start_at, body.available]).toEqual([start_at, offer !== undefined]);
    if (offer) {
      const { end_at, resource_id, allocations } = offer;
      expect(body).toMatchObject({ end_at, resource_id, allocations });
    } else expect([...list(body, 'conflicts'), ...[body.slot_step].filter(Boolean)]).not.toEqual([]);
  }
}

test('A1: what is offered is accepted with that end and those resources, and what is not is refused', async () => {
  let offers = 0;
  const runs = fc
    .constantFrom(...moments)
    .chain((moment) => fc.tuple(clinicNear(moment), fc.constant(moment)));
  await fc.assert(
    fc.asyncProperty(runs, async ([clinic, moment]) => {
      offers += await expectAgreement(clinic, moment);
    }),
    { seed: 20260421, numRuns: 35, endOnFailure: true },
  );
  // Clinics in which nothing is ever free would agree as well.
  expect(offers).toBeGreaterThan(500);
}, 120_000);

test('A1 over HTTP: every offered start of a day is really booked, one after the other, until none is left', async () => {
  const moment = moments[0];
  clock.set(moment.now);
  const [clinic] = fc.sample(clinicNear(moment), { seed: 7, numRuns: 1 });
  if (!clinic) throw new Error('no clinic');
  const service = await setUp(hub, clinic, moment);
  const span = [moment.now, formatInstant(parseInstant(moment.now) + minutes(24 * 60))] as const;
  let count = 0;
  for (;;) {
    const [next] = (await offersOf(service, ...span)).values();
    if (!next) break;
    const wish = { customer_id: 'cust_1', service_id: service, start_at: next.start_at };
    const booked = await hub.call('POST', '/v2/bookings', wish);
    expect(booked.body).toMatchObject({
      start_at: next.start_at,
      end_at: next.end_at,
      resource_id: next.resource_id,
      allocations: next.allocations,
    });
    count++;
  }
  expect(count).toBeGreaterThan(5);
});
