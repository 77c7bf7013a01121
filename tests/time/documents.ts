import * as fc from 'fast-check';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Hold } from '../../shared/resources/holds.ts';
import type { Docs } from '../../shared/resources/index.ts';
import type { AnyStaffRule, Turn } from '../../shared/time/any-staff.ts';
import type { AvailabilityQuestion } from '../../shared/time/availability-types.ts';
import type { Claim } from '../../shared/time/claim.ts';
import { weekdays } from '../../shared/time/hours.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { type Practice, practice } from './practices.ts';

/** A random practice as it is stored, and what should be asked of it: by hand, without the code that asks. */
export interface StoredPractice {
  readonly docs: StoredDocs;
  /** What the documents mean, made from what was drawn and not from them. */
  readonly question: AvailabilityQuestion;
  readonly span: Interval;
  /** Which main resources are asked for. */
  readonly asked: readonly string[] | undefined;
}

export type StoredDocs = Pick<Docs, 'practice' | 'services'> & {
  readonly resources: readonly Docs['resources'][];
  readonly blocks: readonly Docs['blocks'][];
  readonly bookings: readonly Booking[];
  readonly holds: readonly Hold[];
};

interface Drawn {
  readonly given: Practice;
  readonly rule: AnyStaffRule;
  /** For each booking in turn: was it called off, of which service is it, in which second was it made. */
  readonly fates: readonly { readonly cancelled: boolean; readonly ours: boolean; readonly made: number }[];
  readonly offered:
    | { readonly days: readonly (typeof weekdays)[number][]; readonly overnight: boolean }
    | undefined;
}

export const storedPractice: fc.Arbitrary<StoredPractice> = fc
  .record({
    given: practice,
    rule: fc.constantFrom('priority', 'least_loaded', 'round_robin'),
    fates: fc.array(
      fc.record({
        cancelled: fc.integer({ min: 0, max: 6 }).map((n) => n === 0),
        ours: fc.boolean(),
        made: fc.integer({ min: 0, max: 1 }),
      }),
      { minLength: 60, maxLength: 60 },
    ),
    offered: fc.option(
      fc.record({ days: fc.subarray([...weekdays], { minLength: 5 }), overnight: fc.boolean() }),
      { nil: undefined, freq: 5 },
    ),
  })
  .map(store);

const service_id = 'svc_asked';

function store({ given, rule, fates, offered }: Drawn): StoredPractice {
  const { question, span } = given;
  const zone = question.resources[0]?.timezone ?? 'UTC';
  const availability = offered && {
    days: [...offered.days],
    hours: offered.overnight ? { start: '20:00', end: '11:00' } : { start: '06:30', end: '19:00' },
    timezone: zone,
  };
  // A need says whom it takes: by a list or by a kind.
  const needs = question.needs.map(({ role, resource_ids, kind, skills, count }) => ({
    role,
    skills: [...skills],
    count,
    ...(resource_ids ? { resource_ids: [...resource_ids] } : { kind: kindOf(kind) }),
  }));
  const closures = question.resources.flatMap(({ blocks }) =>
    blocks.filter(({ kind }) => kind === 'closure'),
  );
  const claims = question.resources.flatMap((resource) =>
    resource.claims.map((claim) => ({ claim, resource_id: resource.id })),
  );
  const booked = claims.map(({ claim, resource_id }, i) => ({
    claim,
    resource_id,
    fate: fates[i % fates.length] ?? { cancelled: false, ours: true, made: 0 },
    id: `${claim.kind === 'hold' ? 'hold' : 'bk'}_${i}`,
  }));
  const standing = booked.filter(({ claim, fate }) => claim.kind === 'hold' || !fate.cancelled);
  const turns = turnsOf(booked.filter(({ claim, fate }) => claim.kind === 'booking' && fate.ours));
  const asked = question.main_resource_ids?.filter((id) => question.resources.some((one) => one.id === id));
  return {
    asked,
    span,
    question: {
      ...question,
      needs,
      ignore_owners: [],
      service_hours: availability && {
        timezone: zone,
        hours: {
          weekly: Object.fromEntries(availability.days.map((day) => [day, [availability.hours]])),
          overrides: [],
        },
      },
      main_resource_ids: asked,
      any_staff: asked?.length === 1 ? undefined : { rule, turns },
      resources: question.resources.map((resource) => ({
        ...resource,
        claims: standing.flatMap(({ claim, resource_id, id }) =>
          resource_id === resource.id ? [{ ...claim, owner: id }] : [],
        ),
        blocks: [
          ...resource.blocks.filter(({ kind }) => kind !== 'closure'),
          ...closures.map((closure, i) => ({ ...closure, id: `blk_c${i}` })),
        ],
      })),
    },
    docs: {
      practice: { ...common('tnt_1'), name: 'Random', timezone: zone, currency: 'EUR' } as Docs['practice'],
      services: {
        ...common(service_id),
        name: 'Asked',
        description: '',
        duration: 30,
        buffer_before: question.buffer_before,
        buffer_after: question.buffer_after,
        slot_step: question.slot_step,
        min_notice: question.min_notice,
        ...(question.max_horizon !== undefined && { max_horizon: question.max_horizon }),
        ...(availability && { availability }),
        overrides: question.resources
          .filter(({ duration }) => duration !== 30)
          .map(({ id, duration }) => ({ resource_id: id, duration })),
        needs,
        any_staff: rule,
        requires_confirmation: false,
        archived: false,
      },
      resources: question.resources.map(
        ({ id, kind, skills, online, shared_buffers, timezone, working_hours, sort_order }) => ({
          ...common(id),
          name: id,
          kind: kindOf(kind),
          skills: [...skills],
          online,
          shared_buffers,
          sort_order,
          // The practice's own zone need not be said.
          ...(timezone !== zone && { timezone }),
          ...(working_hours && { working_hours }),
        }),
      ),
      blocks: [
        ...question.resources.flatMap(({ id, blocks }) =>
          blocks
            .filter(({ kind }) => kind !== 'closure')
            .map((block, i) => ({
              ...spanned(`blk_${id}_${i}`, block),
              last_end_at: iso(block.end),
              kind: 'time_off' as const,
              resource_id: id,
            })),
        ),
        ...closures.map((block, i) => ({
          ...spanned(`blk_c${i}`, block),
          last_end_at: iso(block.end),
          kind: 'closure' as const,
        })),
      ],
      bookings: booked
        .filter(({ claim }) => claim.kind === 'booking')
        .map(({ id, claim, resource_id, fate }) => bookingOf(id, claim, resource_id, fate)),
      holds: booked
        .filter(({ claim }) => claim.kind === 'hold')
        .map(({ id, claim, resource_id }) => ({
          ...claimed(id, claim, resource_id),
          service_id: 'svc_other',
          expires_at: iso(claim.expires_at ?? 0),
          held_by: 'Somebody',
        })),
    },
  };
}

function kindOf(kind: string | undefined): Docs['resources']['kind'] {
  return kind === 'room' ? 'room' : 'practitioner';
}

function turnsOf(ours: readonly { resource_id: string; fate: { made: number } }[]): Map<string, Turn> {
  const turns = new Map<string, Turn>();
  for (const [id, own] of Map.groupBy(ours, ({ resource_id }) => resource_id)) {
    const last = Math.max(...own.map(({ fate }) => fate.made));
    turns.set(id, { at: madeAt(last), times: own.filter(({ fate }) => fate.made === last).length });
  }
  return turns;
}

function madeAt(second: number): string {
  return `2001-01-01T00:00:0${second}Z`;
}

function bookingOf(id: string, claim: Claim, resource_id: string, fate: Drawn['fates'][number]): Booking {
  return {
    ...claimed(id, claim, resource_id),
    created_at: madeAt(fate.made),
    customer_id: 'cust_1',
    service_id: fate.ours ? service_id : 'svc_other',
    status: fate.cancelled ? 'cancelled' : 'confirmed',
    channel: 'in_person',
    send_confirmation: false,
    sequence: 0,
    override: [],
    overbooked: false,
    history: [],
  };
}

function claimed(id: string, { core, padded }: Claim, resource_id: string) {
  return {
    ...spanned(id, core),
    resource_id,
    allocations: [{ role: 'any', resource_id }],
    buffer_before: (core.start - padded.start) / 60_000,
    buffer_after: (padded.end - core.end) / 60_000,
  };
}

function spanned(id: string, { start, end }: Interval) {
  return { ...common(id), start_at: iso(start), end_at: iso(end) };
}

function common(id: string) {
  return { id, tenant_id: 'tnt_1', version: 1, created_at: iso(0), updated_at: iso(0), metadata: {} };
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
