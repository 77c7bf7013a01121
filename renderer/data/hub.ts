import * as z from 'zod';
import { errorCodes, type Refusal, refuse } from '../../shared/errors.ts';
import type { Platform } from './platform.ts';

/** What keeps a hub that is there from doing anything: its disk is full. */
export type HubTrouble = 'full';

/** What came of a request to the hub. */
export type HubAnswer =
  | { readonly kind: 'ok'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly refusal: Refusal }
  /** No answer, or none that the hub would give: the network, a proxy, a hub that is starting. */
  | { readonly kind: 'unreachable'; readonly trouble?: HubTrouble };

export interface HubRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the origin: `/v2/sync/intents`. */
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** In place of `body`: a file as it is, said to be what its type says. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request unanswered. */
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds after which a request counts as unanswered. */
const patience = 30_000;

const envelope = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** Asks the hub; never throws. */
export async function askHub(platform: Platform, request: HubRequest): Promise<HubAnswer> {
  const controller = new AbortController();
  const stopTimer = platform.after(patience, () => controller.abort());
  try {
    const response = await platform.fetch(platform.baseUrl + request.path, {
      method: request.method,
      headers: {
        ...request.headers,
        ...(request.token !== undefined && { Authorization: `Bearer ${request.token}` }),
        ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(request.file && { 'Content-Type': request.file.type }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      ...(request.file && { body: request.file }),
      signal: request.signal ? AbortSignal.any([controller.signal, request.signal]) : controller.signal,
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return { kind: 'ok', status: response.status, body };
    return refusedBy(response.status, body);
  } catch {
    return { kind: 'unreachable' };
  } finally {
    stopTimer();
  }
}

/** The hub's refusal in an error answer; anything else that answers in its place is as good as no answer. */
export function refusedBy(status: number, body: unknown): HubAnswer {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { kind: 'unreachable' };
  const { code, message, details } = parsed.data.error;
  if (status >= 500)
    return { kind: 'unreachable', ...(details?.reason === 'disk_full' && { trouble: 'full' }) };
  return { kind: 'refused', status, refusal: refuse(knownCode(code), message, details) };
}

/** A newer hub may know codes that this desk does not; the message says what happened all the same. */
export function knownCode(code: string): Refusal['code'] {
  return isErrorCode(code) ? code : 'internal';
}

function isErrorCode(code: string): code is Refusal['code'] {
  return Object.hasOwn(errorCodes, code);
}
