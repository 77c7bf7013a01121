import type { ErrorCode, Refusal } from '../../../shared/errors.ts';
import { type ErrorForm, statusOf, told } from '../errors.ts';

/** Where OVERVIEW has a name or a status of its own; all others are ours in capitals. */
const named: Readonly<Partial<Record<ErrorCode, { code: string; status: number }>>> = {
  resource_unavailable: { code: 'BOOKING_CONFLICT', status: 409 },
  invalid_service: { code: 'INVALID_SERVICE', status: 404 },
};

const unavailable = 'The requested time slot is not available';

/** OVERVIEW's error envelope ("Error Response Format"). */
export const overviewErrors: ErrorForm = {
  component: 'ErrorV1',
  schema: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { type: 'string', maxLength: 60, pattern: '^[A-Z_]+$' },
          message: told,
          details: { type: 'object' },
        },
      },
    },
  },
  codeOf: (code) => named[code]?.code ?? code.toUpperCase(),
  statusOf: (code) => named[code]?.status ?? statusOf[code],
  reply(refusal) {
    const { code } = refusal;
    const message = code === 'resource_unavailable' ? unavailable : refusal.message;
    const details = detailsOf(refusal);
    const error = { code: overviewErrors.codeOf(code), message, ...(details && { details }) };
    return { status: overviewErrors.statusOf(code), body: { error } };
  },
};

/** Of a conflict OVERVIEW tells the time that was asked for and the next one that is free; null where there is none. */
function detailsOf({ code, details }: Refusal): Record<string, unknown> | undefined {
  if (code !== 'resource_unavailable') return details;
  const suggestions = Array.isArray(details?.suggestions) ? details.suggestions : [];
  const starts = suggestions.map((one) => String(Object(one).start_at)).sort();
  return { requested_time: details?.requested_time, next_available: starts[0] ?? null };
}
