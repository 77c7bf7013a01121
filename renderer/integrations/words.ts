import { plural, t } from '@lingui/core/macro';
import { mostEndpoints } from '../../shared/commands/webhooks/rules.ts';
import type { Refusal } from '../../shared/errors.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import type { Format } from '../app/format.ts';
import { refusalWords } from '../ui/words.ts';
import { eventWords } from './event-words.ts';
import type { Attempt, Delivery, Endpoint } from './wire.ts';

/** `bookings` of `booking`. */
export function kindWords(kind: string): string {
  switch (kind) {
    case 'booking':
      return t`bookings`;
    case 'customer':
      return t`customers`;
    case 'resource':
      return t`people and rooms`;
    case 'service':
      return t`services`;
    case 'schedule':
      return t`the schedule`;
    case 'payment':
      return t`payments`;
    case 'waitlist':
      return t`the waitlist`;
    case 'series':
      return t`series of bookings`;
    case 'calendar':
      return t`outside calendars`;
    case 'data_request':
      return t`data requests`;
    case 'consent':
      return t`consents`;
    case 'audit':
      return t`access reviews`;
    case 'breach':
      return t`data breaches`;
    case 'webhook':
      return t`webhooks themselves`;
    default:
      return kind;
  }
}

/** What an event type tells, in few words; one that this desk does not know is called by its name. */
export function typeWords(type: string): string {
  return isType(type) ? eventWords(type) : type;
}

function isType(type: string): type is EventType {
  return Object.hasOwn(eventTypes, type);
}

/** What `booking.*`, `*` or a type stands for. */
export function patternWords(pattern: string): string {
  if (pattern === '*') return t`Everything that happens`;
  return pattern.endsWith('.*')
    ? t`All about ${{ what: kindWords(pattern.slice(0, -2)) }}`
    : typeWords(pattern);
}

/** What to call an endpoint: its name, or where it is. */
export function endpointName({ description, url }: Pick<Endpoint, 'description' | 'url'>): string {
  return description || hostOf(url);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Why an endpoint is off, and what to do about it. */
export function offWords(reason: Endpoint['disabled_reason']): string {
  switch (reason) {
    case 'imported':
      return t`It came with an export, which doesn’t have its secret. Give it a new one under “More”, tell the other side, then switch it on.`;
    case 'gone':
      return `${t`It answered that it doesn’t want to be told any more (410).`} ${keptWords()}`;
    default:
      return `${t`It took nothing for 5 days.`} ${keptWords()}`;
  }
}

function keptWords(): string {
  return t`Have the other program mended first; what it missed is kept and is sent when it is on again.`;
}

/** What the button says that switches an endpoint on. */
export function onWords(reason: Endpoint['disabled_reason']): string {
  return reason === 'imported' ? t`Switch on` : t`Switch on and send what it missed`;
}

function errorWords(error: string): string {
  switch (error) {
    case 'timeout':
      return t`No answer within 15 seconds`;
    case 'redirect':
      return t`It pointed to another address, which is never followed`;
    case 'address_not_allowed':
      return t`Its address leads into this network, and the owner hasn’t allowed that`;
    case 'CERT_HAS_EXPIRED':
      return t`Its certificate has run out`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return t`Its certificate is for another host`;
    case 'event_forgotten':
      return t`The event is too old and isn’t kept any more`;
    case 'secret_unreadable':
      return t`Its secret was kept by another hub; change it, and tell the other side`;
    case 'ECONNREFUSED':
      return t`Nothing answers at this address`;
    case 'ECONNRESET':
    case 'EPIPE':
      return t`The connection was cut`;
    case 'ENOTFOUND':
      return t`There is no such host`;
    case 'EAI_AGAIN':
      return t`The host’s name couldn’t be looked up`;
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return t`The host can’t be reached`;
    case 'ENETUNREACH':
      return t`The network can’t be reached`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return t`Its certificate is signed by nobody that this computer trusts`;
    default:
      return t`It failed (${error})`;
  }
}

/** What came of one try. */
export function attemptWords({ status, error }: Attempt): string {
  if (status !== undefined && status >= 200 && status < 300) return t`Received (${status})`;
  const why = error === undefined ? undefined : errorWords(error);
  if (status === undefined) return why ?? t`No answer`;
  return why ? `${why} (${status})` : t`Refused with ${status}`;
}

/** Where a delivery stands. */
export function deliveryWords(delivery: Delivery, format: Format): string {
  const last = delivery.tries.at(-1);
  if (delivery.status === 'succeeded') return t`Received`;
  if (delivery.status === 'failed') return last ? attemptWords(last) : t`Not received`;
  if (!last || !delivery.next_try_at) return t`Waiting`;
  return t`${{ what: attemptWords(last) }}; next try ${{ time: format.time(delivery.next_try_at) }}`;
}

export const sourceWords: Readonly<Record<Delivery['source'], string | undefined>> = {
  event: undefined,
  get replay() {
    return t`Sent again`;
  },
  get redelivery() {
    return t`Sent again`;
  },
  get test() {
    return t`Test`;
  },
};

/** `0.3 s`, `240 ms` */
export function tookWords(ms: number, format: Format): string {
  if (ms < 1000) return t`${{ time: format.number(Math.round(ms)) }} ms`;
  return t`${{ time: format.number(Math.round(ms / 100) / 10) }} s`;
}

/** A refusal to do something with an endpoint. */
export function hubWords(refusal: Refusal): string {
  if (refusal.code === 'unavailable')
    return t`The hub can’t be reached right now. Try again when it is back.`;
  if (refusal.code === 'invalid_transition') return t`It is switched off. Switch it on first.`;
  if (refusal.code === 'invalid_cursor') return t`The hub knows no message with this id.`;
  if (refusal.code === 'cursor_expired') return t`This is older than what the hub keeps.`;
  if (refusal.code === 'outside_policy')
    return plural(mostEndpoints, {
      one: 'There is # webhook already. Remove it if it isn’t used any more.',
      other: 'There are # webhooks already. Remove one that isn’t used any more.',
    });
  if (refusal.code === 'forbidden') return t`Only an owner or manager may do this.`;
  return refusalWords(refusal);
}

/** For how many minutes a secret goes on being good beside the one that follows it, for a select. */
export function overlapChoices(): { value: string; label: string }[] {
  return [
    { value: '1440', label: t`One day more` },
    { value: '10080', label: t`One week more` },
    { value: '60', label: t`One hour more` },
    { value: '0', label: t`No longer: it may have come into wrong hands` },
  ];
}
