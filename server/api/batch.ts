import * as z from 'zod';
import { createBooking } from '../../shared/commands/bookings/create.ts';
import { RefusalError } from '../../shared/errors.ts';
import { definitions } from '../../shared/resources/index.ts';
import { executeBatch, type RowOutcome } from '../commands/execute-batch.ts';
import { invalid } from '../commands/invalid.ts';
import { statusOf } from './errors.ts';
import type { Route } from './route.ts';

const mostRows = 100;
const atomic = z
  .boolean()
  .default(false)
  .meta({ description: 'All rows or none: where any is refused, nothing is booked' });

/** What is looked at before the rows are, each of which is its own to be refused. */
const sent = z.strictObject({
  bookings: z.array(z.record(z.string(), z.unknown())).min(1).max(mostRows),
  atomic,
});

const documented = z.strictObject({
  bookings: z
    .array(createBooking.args)
    .min(1)
    .max(mostRows)
    .meta({ description: 'Each as for POST /bookings' }),
  atomic,
});

const rowAnswer = z
  .object({
    row: z.int().meta({ description: 'From 0, as they were sent' }),
    status: z.int().meta({ description: 'What POST /bookings would have answered' }),
    booking: definitions.bookings.wire.optional(),
    error: z
      .object({
        code: z.string(),
        message: z.string(),
        details: z.record(z.string(), z.unknown()).optional(),
      })
      .optional(),
  })
  .meta({ id: 'BatchRow' });

/** Many bookings in one request and one transaction, each through the same command as a single one. */
export const batchRoute: Route = {
  method: 'POST',
  path: '/v2/bookings/batch',
  operation: 'bookings_batch',
  tag: 'bookings',
  summary: 'Book up to 100 appointments, each by itself or all or none',
  scope: createBooking.scope,
  body: documented,
  writes: true,
  answers: [
    {
      status: 200,
      description: 'What became of each row',
      schema: z.object({ data: z.array(rowAnswer), created: z.int(), refused: z.int() }),
    },
  ],
  errors: ['validation_failed', 'id_taken', 'not_found', ...(createBooking.refuses ?? [])],
  async handle(call) {
    const body = z.safeDecode(sent, Object(call.body));
    if (!body.success) throw new RefusalError(invalid(body.error));
    const { mode, tenant, actor } = call.caller;
    const request = { mode, tenant, actor, requestId: call.requestId, command: createBooking };
    const outcome = await call.once((once) =>
      executeBatch(call.hub, {
        ...request,
        rows: body.data.bookings,
        atomic: body.data.atomic,
        ...(once && { once }),
      }),
    );
    const headers: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
    if (!outcome.ok) throw new RefusalError(outcome.refusal, headers);
    const data = (outcome.rows ?? []).map(shownRow);
    const created = data.filter(({ status }) => status === 201).length;
    return { status: 200, body: { data, created, refused: data.length - created }, headers };
  },
};

function shownRow(outcome: RowOutcome, row: number) {
  if (outcome.ok) return { row, status: 201, booking: outcome.doc };
  const { refusal } = outcome;
  return { row, status: statusOf[refusal.code], error: refusal };
}
