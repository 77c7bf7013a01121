import { mostEndpoints } from '../../shared/commands/webhooks/rules.ts';
import type { Refusal } from '../../shared/errors.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import type { Format } from '../app/format.ts';
import { refusalWords } from '../ui/words.ts';
import type { Attempt, Delivery, Endpoint } from './wire.ts';

const kinds: Readonly<Record<string, string>> = {
  booking: 'bookings',
  customer: 'customers',
  resource: 'people and rooms',
  service: 'services',
  schedule: 'the schedule',
  payment: 'payments',
  waitlist: 'the waitlist',
  series: 'series of bookings',
  calendar: 'outside calendars',
  data_request: 'data requests',
  consent: 'consents',
  audit: 'access reviews',
  breach: 'data breaches',
  webhook: 'webhooks themselves',
};

/** `bookings` of `booking`. */
export function kindWords(kind: string): string {
  return kinds[kind] ?? kind;
}

/** What an event type tells, in few words: up to a colon, without the full stop. */
export function typeWords(type: string): string {
  return isType(type) ? eventTypes[type].replace(/(: .*)?\.$/, '') : type;
}

function isType(type: string): type is EventType {
  return Object.hasOwn(eventTypes, type);
}

/** What `booking.*`, `*` or a type stands for. */
export function patternWords(pattern: string): string {
  if (pattern === '*') return 'Everything that happens';
  return pattern.endsWith('.*') ? `All about ${kindWords(pattern.slice(0, -2))}` : typeWords(pattern);
}

/** What to call an endpoint: its name, or where it is. */
export function endpointName({ description, url }: Pick<Endpoint, 'description' | 'url'>): string {
  return description || hostOf(url);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Why an endpoint is off. */
export function offWords(reason: Endpoint['disabled_reason']): string {
  return reason === 'gone'
    ? 'It answered that it doesn’t want to be told any more (410).'
    : 'It took nothing for 5 days.';
}

const untrusted = 'Its certificate is signed by nobody that this computer trusts';

const errors: Readonly<Record<string, string>> = {
  timeout: 'No answer within 15 seconds',
  redirect: 'It pointed to another address, which is never followed',
  address_not_allowed: 'Its address leads into this network, and the owner hasn’t allowed that',
  CERT_HAS_EXPIRED: 'Its certificate has run out',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  event_forgotten: 'The event is too old and isn’t kept any more',
  secret_unreadable: 'Its secret was kept by another hub; change it, and tell the other side',
  ECONNREFUSED: 'Nothing answers at this address',
  ECONNRESET: 'The connection was cut',
  EPIPE: 'The connection was cut',
  ENOTFOUND: 'There is no such host',
  EAI_AGAIN: 'The host’s name couldn’t be looked up',
  EHOSTUNREACH: 'The host can’t be reached',
  ENETUNREACH: 'The network can’t be reached',
  ETIMEDOUT: 'The host can’t be reached',
};

/** What came of one try. */
export function attemptWords({ status, error }: Attempt): string {
  if (status !== undefined && status >= 200 && status < 300) return `Received (${status})`;
  const why = error === undefined ? undefined : (errors[error] ?? `It failed (${error})`);
  if (status === undefined) return why ?? 'No answer';
  return why ? `${why} (${status})` : `Refused with ${status}`;
}

/** Where a delivery stands. */
export function deliveryWords(delivery: Delivery, format: Format): string {
  const last = delivery.tries.at(-1);
  if (delivery.status === 'succeeded') return 'Received';
  if (delivery.status === 'failed') return last ? attemptWords(last) : 'Not received';
  if (!last || !delivery.next_try_at) return 'Waiting';
  return `${attemptWords(last)}; next try ${format.time(delivery.next_try_at)}`;
}

export const sourceWords: Readonly<Record<Delivery['source'], string | undefined>> = {
  event: undefined,
  replay: 'Sent again',
  redelivery: 'Sent again',
  test: 'Test',
};

/** `0.3 s`, `240 ms` */
export function tookWords(ms: number, locale: string): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ms / 1000)} s`;
}

/** A refusal to do something with an endpoint. */
export function hubWords(refusal: Refusal): string {
  if (refusal.code === 'unavailable') return 'The hub can’t be reached right now. Try again when it is back.';
  if (refusal.code === 'invalid_transition') return 'It is switched off. Switch it on first.';
  if (refusal.code === 'invalid_cursor') return 'The hub knows no message with this id.';
  if (refusal.code === 'cursor_expired') return 'This is older than what the hub keeps.';
  if (refusal.code === 'outside_policy')
    return `There are ${mostEndpoints} webhooks already. Remove one that isn’t used any more.`;
  if (refusal.code === 'forbidden') return 'Only an owner or manager may do this.';
  return refusalWords(refusal);
}
