/**
 * The closed list of error codes (API.md, "Error codes"). Every failure that a caller can see carries one of these;
 * `/errors/{code}` shows the texts. HTTP statuses are the business of `server/api/errors.ts`.
 */
export const errorCodes = {
  invalid_json: {
    title: 'The body is not valid JSON, or no GraphQL request',
    todo: 'Send one well-formed JSON value; GraphQL takes an object with `query`.',
  },
  query_too_complex: {
    title: 'The query asks for too much at once',
    todo: 'Ask for fewer levels or fields.',
  },
  unauthorized: {
    title: 'No valid key was sent',
    todo: 'Send "Authorization: Bearer <key>" with a key that exists, has not expired and was not revoked.',
  },
  forbidden: {
    title: 'The key or role may not do this',
    todo: 'Use a key or a person with the scope named.',
  },
  tenant_mismatch: {
    title: 'X-Tenant-Id is not the tenant of the key',
    todo: 'Leave X-Tenant-Id out or send the tenant of the key.',
  },
  device_revoked: { title: 'This desk was removed', todo: 'Pair the desk again with a new invitation.' },
  account_locked: { title: 'Too many wrong tries', todo: 'Wait as long as stated, then try again.' },
  not_found: { title: 'There is no such thing', todo: 'Check the id; it may have been deleted.' },
  unknown_endpoint: { title: 'There is no such endpoint', todo: 'See /v2/openapi.json for all endpoints.' },
  method_not_allowed: { title: 'The endpoint has no such method', todo: 'See the Allow header.' },
  id_taken: { title: 'The id is in use', todo: 'Choose another id, or leave it out to be given one.' },
  invalid_transition: {
    title: 'It cannot go from its status to that one',
    todo: 'Read the booking again; somebody may have changed it.',
  },
  idempotency_in_progress: {
    title: 'The first request with this idempotency key still runs',
    todo: 'Try again in a moment with the same key.',
  },
  already_merged: { title: 'The record was merged into another', todo: 'Use the record named in details.' },
  depends_on: {
    title: 'An earlier change that this one builds on was refused',
    todo: 'Settle the earlier change first, then do this one again.',
  },
  erased: { title: 'The person’s data was erased', todo: 'Nothing more can be stored for this record.' },
  cursor_expired: {
    title: 'The cursor is older than what is kept, or of a store that was restored',
    todo: 'Start over without a cursor.',
  },
  hold_expired: { title: 'The hold ran out', todo: 'Choose a time again.' },
  version_conflict: {
    title: 'The document changed since it was read',
    todo: 'Read it again and repeat the change on the newer version.',
  },
  payload_too_large: { title: 'The body is too large', todo: 'Send at most 1 MiB.' },
  unsupported_media_type: { title: 'The body is not JSON', todo: 'Send Content-Type: application/json.' },
  upgrade_required: {
    title: 'This program is too old for the hub',
    todo: 'Update it; nothing waiting is lost.',
  },
  validation_failed: { title: 'The request is not of the documented form', todo: 'See details.issues.' },
  resource_unavailable: {
    title: 'The time is not available',
    todo: 'Choose one of details.suggestions, or another time.',
  },
  invalid_service: { title: 'There is no such service', todo: 'Use the id of a service that is offered.' },
  invalid_customer: { title: 'There is no such customer', todo: 'Create the customer first.' },
  invalid_resource: {
    title: 'There is no such resource, or it cannot do this service',
    todo: 'Use one of the resources of the service.',
  },
  idempotency_key_reused: {
    title: 'The idempotency key was used for another request',
    todo: 'Use a new key for every new request.',
  },
  invalid_cursor: { title: 'The cursor is not one of ours', todo: 'Use next_cursor as it was returned.' },
  outside_policy: { title: 'A rule of the practice forbids this', todo: 'See details.policy.' },
  rate_limited: { title: 'Too many requests', todo: 'Wait for as long as Retry-After says.' },
  internal: {
    title: 'Something went wrong in the hub',
    todo: 'Try again; tell us the request id if it stays.',
  },
  unavailable: { title: 'The hub is busy or stopping', todo: 'Try again in a moment.' },
} as const satisfies Record<string, { title: string; todo: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** Why something was not done: what a command, a gate or a query answers instead of its result (rule S6). */
export interface Refusal {
  readonly code: ErrorCode;
  /** Plain words for the person or programmer at the other end; never a secret, never a stack. */
  readonly message: string;
  /** More for programs, shaped per code. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The refusal as a throwable, for code that answers deep inside a request (gates, queries). */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  /** Headers that go with the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(refusal: Refusal, headers: Readonly<Record<string, string>> = {}) {
    super(`${refusal.code}: ${refusal.message}`);
    this.name = 'RefusalError';
    this.refusal = refusal;
    this.headers = headers;
  }
}

/** Makes a refusal. */
export function refuse(code: ErrorCode, message: string, details?: Refusal['details']): Refusal {
  return details === undefined ? { code, message } : { code, message, details };
}

/** True where `value` is a refusal and not a result. */
export function isRefusal(value: object): value is Refusal {
  return 'code' in value && 'message' in value && typeof value.code === 'string' && value.code in errorCodes;
}
