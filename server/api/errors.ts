import type { ErrorCode, Refusal } from '../../shared/errors.ts';
import type { Reply } from './route.ts';

/** The only place that knows HTTP statuses (API.md, "Error codes"). */
export const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_json: 400,
  query_too_complex: 400,
  unauthorized: 401,
  forbidden: 403,
  tenant_mismatch: 403,
  device_revoked: 403,
  account_locked: 403,
  not_found: 404,
  unknown_endpoint: 404,
  method_not_allowed: 405,
  id_taken: 409,
  invalid_transition: 409,
  idempotency_in_progress: 409,
  already_merged: 409,
  depends_on: 409,
  erased: 410,
  cursor_expired: 410,
  hold_expired: 410,
  version_conflict: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  upgrade_required: 426,
  validation_failed: 422,
  resource_unavailable: 422,
  invalid_service: 422,
  invalid_customer: 422,
  invalid_resource: 422,
  idempotency_key_reused: 422,
  invalid_cursor: 422,
  outside_policy: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/** How an API tells errors. */
export interface ErrorForm {
  reply(refusal: Refusal, requestId: string, origin: string): Reply;
  /** The code and the status as callers see them. */
  codeOf(code: ErrorCode): string;
  statusOf(code: ErrorCode): number;
  /** The body's schema and its name in the OpenAPI document. */
  readonly component: string;
  readonly schema: Record<string, unknown>;
}

/** Longer than a request's address can be, which is the longest thing that an error tells again, whatever is in it. */
export const told = { type: 'string', maxLength: 32_768, pattern: '^[\\s\\S]*$' } as const;

/** REF's error envelope. */
export const refErrors: ErrorForm = {
  component: 'Error',
  schema: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message', 'doc_url', 'request_id'],
        properties: {
          code: { type: 'string', enum: Object.keys(statusOf) },
          message: { ...told, description: 'What happened, in plain words' },
          doc_url: { ...told, format: 'uri', description: 'The page about this code' },
          request_id: { ...told, description: 'Names this request in the hub’s log' },
          details: { type: 'object', description: 'More for programs, shaped per code' },
        },
      },
    },
  },
  codeOf: (code) => code,
  statusOf: (code) => statusOf[code],
  reply({ code, message, details }, requestId, origin) {
    const error = { code, message, doc_url: `${origin}/errors/${code}`, request_id: requestId };
    return { status: statusOf[code], body: { error: details ? { ...error, details } : error } };
  },
};
