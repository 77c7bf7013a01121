import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { customerId, durationMinutes, resourceId, serviceId } from '../../resources/parts.ts';
import { type SeriesConflict, series } from '../../resources/series.ts';
import { zoneName } from '../../time/hours.ts';
import { formatInstant, instant, parseInstant } from '../../time/instants.ts';
import { localDateTime } from '../../time/recurrence.ts';
import { recurrenceRule } from '../../time/recurrence-rule.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { type Override, placeRefusals } from '../bookings/place.ts';
import { overrideOf } from '../bookings/question.ts';
import { offeredService } from '../bookings/service.ts';
import { visitDoc } from '../bookings/visit.ts';
import { type Change, newDoc } from '../changes.ts';
import { missing, unlessTaken } from '../common.ts';
import { type Ctx, defineCommand, type EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { type Laid, layOut, loadSeriesQuestion, refuseAll, type Wanted } from './lay-out.ts';
import { longestSeriesId, plannedOccurrences, visitId, wrong } from './plan.ts';
import { previewOf } from './preview.ts';

/** What makes a series, whether it is made or only looked at. */
export const planArgs = {
  service_id: serviceId,
  resource_id: resourceId.meta({ description: 'The main resource of every visit' }),
  timezone: zoneName
    .optional()
    .meta({ description: 'The zone on whose clocks it repeats; absent: the resource’s, or the practice’s' }),
  start_local: localDateTime.meta({ description: 'The first occurrence, on the clocks of the zone' }),
  rrule: recurrenceRule,
  exdates: z
    .array(localDateTime)
    .max(366)
    .default([])
    .meta({ description: 'Occurrences of the rule that are left out' }),
  duration: durationMinutes.optional().meta({ description: 'Minutes instead of the service’s own' }),
};

/** What becomes of visits that cannot be when the rule says (rule B6). */
export const onConflict = z.enum(['refuse', 'skip', 'suggest']).meta({
  description:
    'Where visits cannot be: `refuse` all, `skip` those, or take the next free start that is `suggest`ed',
});

export const createSeries = defineCommand({
  name: 'series.create',
  resource: 'series',
  summary: 'Book visits that repeat, all in one step (rules T5, B6)',
  args: series.create.extend({
    id: series.id
      .refine(
        (id) => id.length <= 4 + longestSeriesId,
        `must have at most ${longestSeriesId} characters after ser_`,
      )
      .optional(),
    customer_id: customerId,
    ...planArgs,
    shifts: z
      .array(z.strictObject({ occurrence: localDateTime, start_at: instant }))
      .max(366)
      .default([])
      .meta({ description: 'Visits that are to lie elsewhere from the start, as chosen in a preview' }),
    on_conflict: onConflict.default('refuse'),
    ...overrideArgs,
  }),
  scope: 'series:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/series', status: 201 }],
  emits: ['series.created', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_customer'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'series', args);
    if (isRefusal(taken)) return taken;
    const customer = await query.get('customers', args.customer_id);
    if (!customer)
      return refuse('invalid_customer', `There is no customer ${args.customer_id}`, {
        customer_id: args.customer_id,
      });
    return loadPlan(query, args, ctx);
  },

  decide({ service, plan, wanted, question }, args, ctx) {
    const { on_conflict, override, override_reason, channel, notes, external_id, metadata } = args;
    const out = layOut(question, wanted, { override, shift: on_conflict === 'suggest' }, ctx);
    if (isRefusal(out)) return out;
    const { laid } = out;
    const standing = laid.filter(({ placed }) => placed);
    if (standing.length === 0 || (on_conflict === 'refuse' && standing.length < laid.length))
      return refuseAll(laid);

    const id = args.id ?? ctx.id('ser');
    const conflicts = laid.flatMap((one) => conflictOf(one, 'skipped'));
    const skipped = laid.filter(({ placed }) => !placed).map(({ wanted }) => wanted.occurrence);
    const doc = newDoc(
      'series',
      id,
      {
        channel,
        notes,
        external_id,
        metadata,
        customer_id: args.customer_id,
        service_id: service.id,
        ...plan,
        exdates: [...args.exdates, ...skipped].sort(),
        conflicts,
        status: 'active',
        sequence: 0,
      },
      ctx,
    );
    const made: Change = { resource: 'series', doc };
    const changes: Change[] = [made];
    const events: EventDraft[] = [{ type: 'series.created', change: made }];
    for (const { wanted, placed } of laid) {
      if (!placed) continue;
      const own = {
        id: visitId(id, 1, wanted.index),
        channel,
        notes,
        send_confirmation: false,
        customer_id: args.customer_id,
        series_id: id,
        occurrence: wanted.occurrence,
        override,
        override_reason,
      };
      const change: Change = { resource: 'bookings', doc: visitDoc(service, placed, own, ctx) };
      changes.push(change);
      if (placed.overbooked) events.push({ type: 'booking.conflict_detected', change });
    }
    return { changes, events };
  },

  /** The same list once more, each occurrence with free starts near it (rules S6, A10). */
  async suggest(query, args, ctx) {
    const found = await loadPlan(query, { ...args, on_conflict: 'suggest' }, ctx);
    if (isRefusal(found)) return {};
    const seen = previewOf(found, args.override, ctx);
    if (isRefusal(seen)) return {};
    const occurrences = seen.filter(({ available }) => !available);
    return { occurrences, suggestions: occurrences[0]?.suggestions ?? [] };
  },
});

interface PlanArgs {
  readonly service_id: string;
  readonly resource_id: string;
  readonly timezone?: string | undefined;
  readonly start_local: string;
  readonly rrule: string;
  readonly exdates: readonly string[];
  readonly duration?: number | undefined;
  readonly shifts: readonly { readonly occurrence: string; readonly start_at: string }[];
  readonly on_conflict: z.output<typeof onConflict>;
  readonly override: readonly Override[];
}

/** Looks up what decides whether the visits of a series can be. */
export async function loadPlan(query: Query, args: PlanArgs, ctx: Ctx) {
  const service = await offeredService(query, args.service_id);
  if (isRefusal(service)) return service;
  if (service.capacity)
    return refuse('invalid_service', `${service.name} is taught in classes; each seat is booked by itself`, {
      service_id: service.id,
    });
  const practice = await query.get('practice', ctx.tenant);
  const resource = await query.get('resources', args.resource_id);
  const timezone = args.timezone ?? resource?.timezone ?? practice?.timezone;
  if (timezone === undefined) return missing('practice', ctx.tenant);
  const plan = {
    resource_id: args.resource_id,
    timezone,
    start_local: args.start_local,
    rrule: args.rrule,
    duration: args.duration ?? overrideOf(service, args.resource_id)?.duration ?? service.duration,
  };
  const all = plannedOccurrences(plan, ctx);
  if (isRefusal(all)) return all;
  const unknown = unknownOccurrence(all, args);
  if (unknown) return unknown;
  const shifted = new Map(
    args.shifts.map(({ occurrence, start_at }) => [occurrence, parseInstant(start_at)]),
  );
  const wanted = all
    .map(({ local, start }, index) => ({
      occurrence: local,
      start: shifted.get(local) ?? start,
      rule: start,
      index,
    }))
    .filter(({ occurrence }) => !args.exdates.includes(occurrence))
    .sort((a, b) => a.start - b.start);
  if (wanted.length === 0) return wrong('exdates', 'leave no visit');
  const asked = {
    service,
    resource_id: args.resource_id,
    duration: args.duration,
    wanted,
    shifts: args.on_conflict === 'suggest' ? ('conflicting' as const) : ('none' as const),
    override: args.override,
  };
  const question = await loadSeriesQuestion(query, asked, ctx);
  return isRefusal(question) ? question : { service, plan, wanted, question };
}

function unknownOccurrence(
  all: readonly { readonly local: string }[],
  { exdates, shifts }: Pick<PlanArgs, 'exdates' | 'shifts'>,
): Refusal | undefined {
  const known = new Set(all.map(({ local }) => local));
  const left = exdates.find((local) => !known.has(local));
  if (left !== undefined) return wrong('exdates', `${left} is no occurrence of the rule`);
  const moved = shifts.find(({ occurrence }) => !known.has(occurrence));
  return moved && wrong('shifts', `${moved.occurrence} is no occurrence of the rule`);
}

/** What the series says of an occurrence that is not as the rule has it. */
export function conflictOf(
  { wanted, placed, reasons }: Laid<Wanted & { readonly rule: number }>,
  otherwise: 'skipped' | 'kept',
): SeriesConflict[] {
  const lies = placed?.start_at;
  if (reasons.length === 0 && lies === formatInstant(wanted.rule)) return [];
  return [
    {
      occurrence: wanted.occurrence,
      start_at: formatInstant(wanted.rule),
      outcome: lies ? 'shifted' : otherwise,
      ...(lies && { moved_to: lies }),
      conflicts: [...reasons],
    },
  ];
}
