import type { Booking } from '../../shared/resources/bookings.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { makeBlocks } from './blocks.ts';
import { makeBooking } from './bookings.ts';
import { makeCustomers } from './customers.ts';
import { type Random, seededRandom } from './random.ts';
import { type Region, regionOf } from './region.ts';
import { scheduler, type Team } from './schedule.ts';
import { makeOffers } from './services.ts';
import { makePractitioners, makeRooms } from './staff.ts';
import { type DemoDocument, type DemoOptions, type Sizes, sizes, stamp } from './stamp.ts';

export type { DemoDocument, DemoOptions, DemoSize } from './stamp.ts';

/**
 * A made-up clinic, document by document in stored form: the practice first, whatever is referred to before what
 * refers to it, and bookings from the last day to the first, so that what a desk shows first is sent to it first.
 * No two claims overlap (rule A2). The reference documents' ids are among it: `cust_priya_01`, `svc_consult_30`,
 * `res_dr_niket`, `srv_consultation`.
 * @throws RangeError for an unknown zone.
 */
export function* demoDocuments(options: DemoOptions): Generator<DemoDocument> {
  const { tenant, timezone } = options;
  const size = sizes[options.size];
  const random = seededRandom(options.seed);
  const now = Math.floor(options.now / 60_000) * 60_000;
  const today = localDate(timezone, now);
  // Bookings are made up to 36 days ahead, by people and for services that were there by then.
  const opened = startOfDay(timezone, addDays(today, -size.pastDays - 40));
  const region = regionOf(timezone);

  yield { resource: 'practice', doc: makePractice(options, opened - 400 * dayLength, region) };
  const offers = makeOffers(tenant, opened, region);
  for (const { service } of offers) yield { resource: 'services', doc: service };
  const practitioners = makePractitioners(size, tenant, opened, random);
  const rooms = makeRooms(size, tenant, opened);
  for (const doc of [...practitioners, ...rooms]) yield { resource: 'resources', doc };

  const customerIds: string[] = [];
  for (const doc of makeCustomers(size.customers, tenant, opened, random)) {
    customerIds.push(doc.id);
    yield { resource: 'customers', doc };
  }
  const ids = practitioners.map(({ id }) => id);
  const blocks = [...makeBlocks({ tenant, timezone, now, today }, size, ids, random)];
  for (const doc of blocks) yield { resource: 'blocks', doc };

  const team = { practitioners, rooms, blocks, offers, timezone, now };
  for (const doc of allBookings(team, size, customerIds, { tenant, now, today }, random))
    yield { resource: 'bookings', doc };
}

function* allBookings(
  team: Team,
  size: Sizes,
  customerIds: readonly string[],
  desk: { readonly tenant: string; readonly now: number; readonly today: string },
  random: Random,
): Generator<Booking> {
  const visitsOn = scheduler(team, random);
  let made = 0;
  for (let day = size.futureDays; day >= -size.pastDays; day--) {
    const seen = new Set<string>();
    for (const visit of visitsOn(addDays(desk.today, day))) {
      if (made++ >= size.maxBookings) return;
      yield makeBooking(visit, somebody(customerIds, seen, random), desk, random);
    }
  }
}

/** Somebody who does not come that day yet; some come often, most now and then. */
function somebody(customerIds: readonly string[], seen: Set<string>, random: Random): string {
  for (;;) {
    const id = customerIds[Math.floor(random.next() ** 2 * customerIds.length)] ?? random.pick(customerIds);
    if (seen.has(id)) continue;
    seen.add(id);
    return id;
  }
}

function makePractice({ tenant, timezone }: DemoOptions, created: number, region: Region): Practice {
  return {
    ...stamp(tenant, tenant, created),
    name: 'Dune Clinic',
    timezone,
    currency: region.currency,
    locale: 'en',
    country: region.country,
    plan: 'business',
    history_days: 60,
    event_days: 90,
    waitlist_offer_minutes: 60,
    desk_sign_in: false,
    desk_lock_minutes: 10,
    demo: true,
  };
}
