import { historyEntry } from '../../shared/commands/bookings/history.ts';
import { overrideOf } from '../../shared/commands/bookings/question.ts';
import {
  cancelBooking,
  checkInBooking,
  completeBooking,
  confirmBooking,
  noShowBooking,
  startBooking,
} from '../../shared/commands/bookings/status.ts';
import { newDoc } from '../../shared/commands/changes.ts';
import type { Ctx, Decision } from '../../shared/commands/define.ts';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { dayLength, formatInstant, minutes } from '../../shared/time/instants.ts';
import type { Random } from './random.ts';
import type { Visit } from './schedule.ts';
import { madeId } from './stamp.ts';

const notes = [
  'Follow-up · cardiology',
  'First visit, please send the form.',
  'Brings X-rays.',
  'Prefers to wait outside.',
  'Asked for a call if something earlier becomes free.',
  'Second opinion.',
  'Knee, left.',
  'Check blood pressure first.',
];
const cancelReasons = ['Ill', 'Travelling', 'Work', 'Found another date', 'No reason given'];
const byVideo: readonly string[] = ['svc_video', 'svc_exercises'];

/** Who makes bookings, and until when. */
export interface Desk {
  readonly tenant: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One step of a booking's life and its wished instant. */
interface Step {
  readonly at: number;
  readonly take: Take;
}

/** The booking of a visit, with the history that its fate implies, made by the commands themselves. */
export function makeBooking(visit: Visit, customerId: string, desk: Desk, random: Random): Booking {
  const created = createdAt(visit, desk.now, random);
  let booking = newBooking(visit, customerId, created, desk, random);
  let last = created;
  for (const step of stepsOf(visit, created, random)) {
    last = Math.min(Math.max(last, step.at), desk.now);
    booking = taken(step.take(booking, ctxAt(last, desk)));
  }
  return booking;
}

/** Most book some days ahead, few a month; whole seconds, and at least an hour before the visit. */
function createdAt(visit: Visit, now: number, random: Random): number {
  const ahead = minutes(60) + random.next() ** 3 * 30 * dayLength;
  const past = Math.max(0, visit.start - now) + minutes(20);
  return Math.floor((visit.start - Math.max(ahead, past + random.next() ** 2 * 5 * dayLength)) / 1000) * 1000;
}

function newBooking(visit: Visit, customer_id: string, created: number, desk: Desk, random: Random): Booking {
  const { service, allocations } = visit;
  const ctx = ctxAt(created, desk);
  const main = allocations[0]?.resource_id ?? '';
  const price = overrideOf(service, main)?.price ?? service.price;
  const fields = {
    customer_id,
    service_id: service.id,
    resource_id: main,
    status: service.requires_confirmation ? ('pending' as const) : ('confirmed' as const),
    start_at: formatInstant(visit.start),
    end_at: formatInstant(visit.end),
    allocations,
    buffer_before: service.buffer_before,
    buffer_after: service.buffer_after,
    ...(price && { price }),
    channel: byVideo.includes(service.id) || random.chance(0.04) ? 'video_zoom' : 'in_person',
    ...(random.chance(0.15) && { notes: random.pick(notes) }),
    send_confirmation: random.chance(0.7),
    sequence: 0,
    override: [],
    overbooked: false,
    history: [historyEntry('created', {}, ctx)],
  };
  return newDoc('bookings', madeId('bk', created, random), fields, ctx);
}

function stepsOf(visit: Visit, created: number, random: Random): Step[] {
  const { fate, service, start, end } = visit;
  const steps: Step[] = [];
  if (service.requires_confirmation && fate !== 'pending' && fate !== 'cancelled')
    steps.push({ at: created + minutes(random.int(2, 50)), take: confirm });
  if (fate === 'cancelled')
    steps.push({ at: between(created, start, random), take: cancelFor(random.pick(cancelReasons)) });
  if (fate === 'no_show') steps.push({ at: start + minutes(15), take: noShow });
  if (fate === 'checked_in' || fate === 'in_progress' || fate === 'completed')
    steps.push({ at: start - minutes(random.int(1, 12)), take: checkIn });
  if (fate === 'in_progress' || fate === 'completed')
    steps.push({ at: start + minutes(random.int(0, 4)), take: begin });
  if (fate === 'completed') steps.push({ at: end - minutes(random.int(0, 3)), take: complete });
  return steps;
}

type Take = (before: Booking, ctx: Ctx) => Decision | Refusal;
const confirm: Take = (before, ctx) => confirmBooking.decide({ before }, { id: before.id }, ctx);
const checkIn: Take = (before, ctx) => checkInBooking.decide({ before }, { id: before.id }, ctx);
const begin: Take = (before, ctx) => startBooking.decide({ before }, { id: before.id }, ctx);
const complete: Take = (before, ctx) => completeBooking.decide({ before }, { id: before.id }, ctx);
const noShow: Take = (before, ctx) => noShowBooking.decide({ before }, { id: before.id }, ctx);

function cancelFor(reason: string): Take {
  return (before, ctx) => cancelBooking.decide({ before }, { id: before.id, reason }, ctx);
}

/** A whole second of the time between, rather towards its end. */
function between(from: number, to: number, random: Random): number {
  return Math.floor((to - random.next() ** 2 * (to - from)) / 1000) * 1000;
}

/** The booking as a command left it. */
function taken(decision: Decision | Refusal): Booking {
  if (isRefusal(decision)) throw new Error(`a made-up booking was refused: ${decision.message}`);
  const [change] = decision.changes;
  if (change?.resource !== 'bookings') throw new Error('a step of a booking changed something else');
  return change.doc;
}

function ctxAt(now: number, desk: Desk): Ctx {
  const actor = { kind: 'system', id: 'system', name: 'Front desk', scopes: new Set<never>() } as const;
  return { now, tenant: desk.tenant, actor, id: needsNoIds };
}

function needsNoIds(prefix: string): never {
  throw new Error(`no step of a booking makes a ${prefix}_ id`);
}
