import * as fc from 'fast-check';
import { asHub } from '../../../server/access/grant.ts';
import { createBlock } from '../../../shared/commands/blocks/create.ts';
import { createBooking } from '../../../shared/commands/bookings/create.ts';
import { createHold } from '../../../shared/commands/holds/create.ts';
import { createResource } from '../../../shared/commands/resources/create.ts';
import { createService } from '../../../shared/commands/services/create.ts';
import { formatInstant, minutes, parseInstant } from '../../../shared/time/instants.ts';
import type { TestHub } from '../../kit/hub.ts';

/** A zone and an instant before a day on which its clocks do something, or nothing. */
export interface Moment {
  readonly zone: string;
  readonly now: string;
}

export const moments = [
  { zone: 'Asia/Kathmandu', now: '2026-04-19T20:00:00Z' },
  { zone: 'America/New_York', now: '2026-03-08T02:00:00Z' },
  { zone: 'America/New_York', now: '2026-11-01T02:00:00Z' },
  { zone: 'Europe/Berlin', now: '2026-03-28T20:00:00Z' },
  { zone: 'Europe/Berlin', now: '2026-10-24T20:00:00Z' },
  { zone: 'Australia/Lord_Howe', now: '2026-04-04T09:00:00Z' },
  { zone: 'Australia/Lord_Howe', now: '2026-10-03T09:00:00Z' },
] as const satisfies readonly [Moment, ...Moment[]];

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const usual = [
  { start: '09:00', end: '17:00' },
  { start: '08:10', end: '12:00' },
  { start: '13:00', end: '18:30' },
  { start: '22:00', end: '06:00' },
  { start: '00:00', end: '24:00' },
  { start: '01:30', end: '03:30' },
];

const ranges = fc.uniqueArray(fc.constantFrom(...usual), { minLength: 1, maxLength: 2 });

const weekly = fc
  .tuple(
    ...days.map(() => fc.oneof({ weight: 6, arbitrary: ranges }, { weight: 1, arbitrary: fc.constant([]) })),
  )
  .map((week) => Object.fromEntries(days.map((day, i) => [day, week[i] ?? []])));

function resourceNear({ zone }: Moment) {
  return fc.record(
    {
      kind: fc.constantFrom('practitioner', 'practitioner', 'room'),
      timezone: fc.constantFrom(zone, zone, 'UTC'),
      working_hours: fc.record({ weekly }),
      skills: fc.subarray(['laser']),
      shared_buffers: fc.boolean(),
      sort_order: fc.integer({ min: 0, max: 2 }),
    },
    { requiredKeys: ['kind', 'skills', 'shared_buffers', 'sort_order'] },
  );
}

const needs = fc.constantFrom(
  [],
  [],
  [{ role: 'practitioner', kind: 'practitioner', skills: ['laser'] }],
  [
    { role: 'practitioner', kind: 'practitioner' },
    { role: 'room', kind: 'room' },
  ],
  [{ role: 'team', kind: 'practitioner', count: 2 }],
);

function serviceNear({ zone }: Moment) {
  return fc.record(
    {
      duration: fc.constantFrom(15, 30, 50, 90),
      buffer_before: fc.constantFrom(0, 5, 10),
      buffer_after: fc.constantFrom(0, 5, 15),
      slot_step: fc.constantFrom(5, 10, 15, 20, 30),
      min_notice: fc.constantFrom(0, 0, 90),
      max_horizon: fc.constantFrom(24 * 60, 1200),
      availability: fc.record({
        days: fc.subarray([...days], { minLength: 4 }),
        hours: fc.constantFrom(...usual),
        timezone: fc.constant(zone),
      }),
      needs,
      override: fc.constantFrom(20, 60),
    },
    { requiredKeys: ['duration', 'buffer_before', 'buffer_after', 'slot_step', 'min_notice', 'needs'] },
  );
}

/** A visit, hold or block: so many five minutes after the moment, on the nth resource. */
const occupied = fc.record({
  what: fc.constantFrom('visit', 'visit', 'visit', 'hold', 'time_off', 'closure'),
  fives: fc.integer({ min: 0, max: 36 * 12 }),
  on: fc.integer({ min: 0, max: 4 }),
  length: fc.constantFrom(15, 30, 45, 120),
});

export function clinicNear(moment: Moment) {
  return fc.record({
    resources: fc.array(resourceNear(moment), { minLength: 2, maxLength: 5 }),
    service: serviceNear(moment),
    other: serviceNear(moment),
    occupied: fc.array(occupied, { maxLength: 14 }),
  });
}
export type RandomClinic = typeof clinicNear extends (moment: Moment) => fc.Arbitrary<infer Clinic>
  ? Clinic
  : never;

let clinics = 0;

/** Puts the clinic into the hub beside those before it, which it shares nothing with, and answers with its service. */
export async function setUp(hub: TestHub, clinic: RandomClinic, moment: Moment): Promise<string> {
  const n = clinics++;
  const now = parseInstant(moment.now);
  const ids = clinic.resources.map((_, i) => `res_${n}_${i}`);
  await retireEarlier(hub, n);
  for (const [i, resource] of clinic.resources.entries())
    await asHub(hub.hub, hub.tenant, createResource, { id: ids[i], name: `Resource ${i}`, ...resource });
  for (const [name, { override, ...service }] of Object.entries({
    svc: clinic.service,
    other: clinic.other,
  })) {
    const overrides = override === undefined ? [] : [{ resource_id: ids[0], duration: override }];
    const id = `svc_${name}_${n}`;
    await asHub(hub.hub, hub.tenant, createService, { id, name, ...service, overrides });
  }
  for (const { what, fives, on, length } of clinic.occupied) {
    const start = now + fives * minutes(5);
    const resource_id = ids[on % ids.length];
    const span = { start_at: formatInstant(start), end_at: formatInstant(start + minutes(length)) };
    const wish = { service_id: `svc_other_${n}`, resource_id, start_at: span.start_at };
    const override = ['outside_working_hours', 'slot_step', 'min_notice', 'beyond_horizon'];
    // Not all of them find a place: what is in the way of some is part of the picture.
    if (what === 'visit')
      await tried(asHub(hub.hub, hub.tenant, createBooking, { ...wish, customer_id: 'cust_1', override }));
    if (what === 'hold') await tried(asHub(hub.hub, hub.tenant, createHold, wish));
    if (what === 'time_off')
      await asHub(hub.hub, hub.tenant, createBlock, { kind: what, resource_id, ...span });
    if (what === 'closure' && length < 60)
      await asHub(hub.hub, hub.tenant, createBlock, { kind: what, ...span });
  }
  return `svc_svc_${n}`;
}

/** Resources of earlier clinics would be candidates too: they go, with whatever they were booked for. */
async function retireEarlier(hub: TestHub, n: number): Promise<void> {
  if (n === 0) return;
  const all = await hub.hub.stores.live.read(hub.tenant, (view) => view.range('resources', []));
  const blocks = await hub.hub.stores.live.read(hub.tenant, (view) => view.range('blocks', []));
  await hub.hub.stores.live.write(hub.tenant, async (tx) => {
    for (const doc of all) tx.put('resources', doc, true);
    for (const doc of blocks) tx.put('blocks', doc, true);
  });
}

async function tried(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'RefusalError')) throw error;
  });
}
