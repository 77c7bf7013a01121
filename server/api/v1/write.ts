import * as z from 'zod';
import { suggestVisits } from '../../../shared/commands/bookings/suggest.ts';
import { missing } from '../../../shared/commands/common.ts';
import type { Command } from '../../../shared/commands/define.ts';
import { type Refusal, RefusalError, refuse } from '../../../shared/errors.ts';
import { execute } from '../../commands/execute.ts';
import { invalid } from '../../commands/invalid.ts';
import type { View } from '../../store/store.ts';
import type { Call, Reply } from '../route.ts';
import { bookingOf } from './bookings.ts';

/** Reads in the caller's own practice. */
export function within<T>(call: Call, work: (view: View) => Promise<T>): Promise<T> {
  return call.hub.stores[call.caller.mode].read(call.caller.tenant, work);
}

/** A body in OVERVIEW's form. */
export function bodyOf<Schema extends z.ZodObject>(schema: Schema, call: Call): z.output<Schema> {
  const body = z.safeDecode(schema, Object(call.body));
  if (!body.success) throw new RefusalError(invalid(body.error));
  return body.data;
}

/** The booking of an id as OVERVIEW shows it; NOT_FOUND where there is none. */
export function bookingReply(call: Call, id: string, status: number): Promise<Reply> {
  return within(call, async (view) => {
    const booking = await view.get('bookings', id);
    if (!booking) throw new RefusalError(missing('bookings', id));
    return { status, body: await bookingOf(view, booking) };
  });
}

/** Carries a command on a booking out, once per idempotency key, and answers with the booking. */
export async function carryOut(
  call: Call,
  command: Command,
  status: number,
  argsOf: (view: View) => Promise<Record<string, unknown>>,
): Promise<Reply> {
  const args = await within(call, argsOf);
  const { hub, caller, requestId } = call;
  const outcome = await call.once((once) =>
    execute(hub, { ...caller, requestId, command, args, ...(once && { once }) }),
  );
  const headers: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
  if (!outcome.ok) throw new RefusalError(await asConflict(call, args, outcome.refusal), headers);
  const reply = await bookingReply(call, String(outcome.doc?.id), status);
  return { ...reply, headers };
}

/** A start that lies between two steps is as little available to an older integration as one that is taken. */
async function asConflict(call: Call, args: Record<string, unknown>, refusal: Refusal): Promise<Refusal> {
  if (refusal.details?.policy !== 'slot_step') return refusal;
  const { hub, caller } = call;
  const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
  const wish = await within(call, async (view) => {
    const moved = await view.get('bookings', String(args.id));
    const visit = {
      service_id: String(args.service_id ?? moved?.service_id),
      start_at: String(args.start_at),
    };
    return suggestVisits(view, visit, ctx);
  });
  const details = { requested_time: args.start_at, ...wish };
  return refuse('resource_unavailable', 'Starts lie on steps of the working day', details);
}
