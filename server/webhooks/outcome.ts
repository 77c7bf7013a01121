import type { Webhook } from '../../shared/resources/webhooks.ts';
import type { Settled, Try } from '../store/deliveries.ts';
import type { Ready } from './endpoint.ts';
import type { Host } from './host.ts';
import { nextTry, retryAfterOf } from './schedule.ts';
import type { Answered } from './send.ts';

/** How long an endpoint has for its answer, in milliseconds. */
export const patience = 15_000;

/** What a try led to. `gone`: the endpoint asks not to be told any more. */
export interface Tried extends Settled {
  readonly ok: boolean;
  readonly gone: boolean;
}

/** Only 2xx is success (rule E4); a redirect is a failure like any other. */
export function outcomeOf(
  host: Host,
  { id, schedule }: Webhook,
  { n, step }: Ready,
  began: number,
  answered: Answered,
): Tried {
  const { status, error } = answered;
  const ok = status !== undefined && status >= 200 && status < 300;
  const at = host.clock();
  const tried: Try = { ...answered, at: began, ms: Math.max(0, at - began), error: error ?? errorOf(status) };
  const asked = status === 429 || status === 503 ? retryAfterOf(answered.headers?.['retry-after'], at) : 0;
  const forgotten = error === eventForgotten;
  const next = ok || forgotten ? undefined : nextTry(schedule, step + 1, at, random(host), asked);
  const status_ = ok ? 'succeeded' : next === undefined ? 'failed' : 'pending';
  return { n, endpoint_id: id, status: status_, next_at: next ?? null, tried, ok, gone: status === 410 };
}

/** There is nothing left to send. */
export const eventForgotten = 'event_forgotten';
/** It was sealed by another hub: the endpoint needs a new secret. */
export const secretUnreadable = 'secret_unreadable';

function errorOf(status: number | undefined): string | undefined {
  if (status === undefined || (status >= 200 && status < 300)) return undefined;
  return status >= 300 && status < 400 ? 'redirect' : undefined;
}

/** From 0 to 1. */
function random({ randomBytes }: Host): number {
  const [a = 0, b = 0] = randomBytes(2);
  return (a * 256 + b) / 65_536;
}
