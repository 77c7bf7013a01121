import { type EventType, eventTypes } from './events.ts';
import type { ResourceName } from './resources/index.ts';
import type { Scope } from './scopes.ts';

/** What `data.object` of each type is, in the order of how often; of types that nothing tells yet: nothing. */
export const eventObjects = {
  'booking.created': ['bookings'],
  'booking.confirmed': ['bookings'],
  'booking.cancelled': ['bookings'],
  'booking.rescheduled': ['bookings'],
  'booking.no_show': ['bookings'],
  'booking.completed': ['bookings'],
  'booking.payment_received': [],
  'booking.updated': ['bookings'],
  'booking.checked_in': ['bookings'],
  'booking.reminder_sent': [],
  'booking.conflict_detected': ['bookings'],
  'customer.created': ['customers'],
  'customer.updated': ['customers'],
  'customer.merged': ['customers'],
  'customer.deleted': ['customers'],
  'customer.consent_changed': ['customers'],
  'resource.created': ['resources'],
  'resource.updated': ['resources'],
  'resource.availability_changed': ['resources', 'blocks', 'classes'],
  'resource.taken_offline': ['resources'],
  'resource.brought_online': ['resources'],
  'resource.skill_added': ['resources'],
  'resource.skill_removed': ['resources'],
  'service.created': ['services'],
  'service.updated': ['services'],
  'service.archived': ['services'],
  'schedule.optimization_started': [],
  'schedule.optimization_finished': [],
  'schedule.committed': [],
  'schedule.violation_detected': ['bookings'],
  'payment.succeeded': [],
  'payment.failed': [],
  'payment.refunded': [],
  'payment.disputed': [],
  'waitlist.joined': ['waitlist'],
  'waitlist.offered': ['waitlist'],
  'waitlist.converted': ['waitlist'],
  'series.created': ['series'],
  'series.cancelled': ['series'],
  'calendar.connected': [],
  'calendar.sync_failed': [],
  'calendar.disconnected': [],
  'data_request.received': [],
  'data_request.completed': [],
  'consent.changed': ['consents'],
  'audit.access_review_due': [],
  'breach.detected': [],
  'webhook.endpoint_disabled': ['webhooks'],
} as const satisfies Readonly<Record<EventType, readonly ResourceName[]>>;

const everyType = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);

/**
 * What it takes to be told of these types (rule P4): an event shows the document it is about, so that whoever may not read
 * that may not read its events.
 */
export function scopesOfEvents(types: readonly EventType[]): ReadonlySet<Scope> {
  const objects: readonly ResourceName[] = types.flatMap((type) => eventObjects[type]);
  return new Set<Scope>(['events:read', ...objects.map((name): Scope => `${name}:read`)]);
}

/** The first of these scopes that is not held. */
export function missingScope(needed: ReadonlySet<Scope>, held: ReadonlySet<Scope>): Scope | undefined {
  return [...needed].find((scope) => !held.has(scope));
}

/** The types of which somebody with these scopes may be told. */
export function readableTypes(held: ReadonlySet<Scope>): readonly EventType[] {
  return everyType.filter((type) => missingScope(scopesOfEvents([type]), held) === undefined);
}
