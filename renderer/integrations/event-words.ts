import { t } from '@lingui/core/macro';
import type { EventType } from '../../shared/events.ts';

/** What an event tells, in few words. */
export function eventWords(type: EventType): string {
  switch (type) {
    case 'booking.created':
      return t`A booking was made`;
    case 'booking.confirmed':
      return t`A booking is certain`;
    case 'booking.cancelled':
      return t`A booking was cancelled; its time is free again`;
    case 'booking.rescheduled':
      return t`A booking moved to another time or resource`;
    case 'booking.no_show':
      return t`The customer did not come`;
    case 'booking.completed':
      return t`The visit is over`;
    case 'booking.payment_received':
      return t`A booking was paid`;
    case 'booking.updated':
      return t`Something of a booking changed that has no type of its own`;
    case 'booking.checked_in':
      return t`The customer has arrived`;
    case 'booking.reminder_sent':
      return t`A reminder went out`;
    case 'booking.conflict_detected':
      return t`Two bookings claim the same time, knowingly or not`;
    case 'customer.created':
      return t`A customer was added`;
    case 'customer.updated':
      return t`A customer’s data changed`;
    case 'customer.merged':
      return t`Two records of one person became one`;
    case 'customer.deleted':
      return t`A customer was removed`;
    case 'customer.consent_changed':
      return t`A customer gave or withdrew a consent`;
    case 'resource.created':
      return t`A resource was added`;
    case 'resource.updated':
      return t`A resource’s data changed`;
    case 'resource.availability_changed':
      return t`Working hours, time off, closures or classes changed`;
    case 'resource.taken_offline':
      return t`A resource takes no new bookings`;
    case 'resource.brought_online':
      return t`A resource takes bookings again`;
    case 'resource.skill_added':
      return t`A resource gained a skill`;
    case 'resource.skill_removed':
      return t`A resource lost a skill`;
    case 'service.created':
      return t`A service was added`;
    case 'service.updated':
      return t`A service changed`;
    case 'service.archived':
      return t`A service is no longer offered`;
    case 'schedule.optimization_started':
      return t`A search for a better schedule began`;
    case 'schedule.optimization_finished':
      return t`A search for a better schedule ended`;
    case 'schedule.committed':
      return t`A proposed schedule was put in place`;
    case 'schedule.violation_detected':
      return t`A booking lies where it may not be`;
    case 'payment.succeeded':
      return t`Money arrived`;
    case 'payment.failed':
      return t`A payment did not go through`;
    case 'payment.refunded':
      return t`Money went back`;
    case 'payment.disputed':
      return t`A payment is disputed`;
    case 'waitlist.joined':
      return t`Somebody waits for a time`;
    case 'waitlist.offered':
      return t`Somebody who waits was offered a time`;
    case 'waitlist.converted':
      return t`Somebody who waited has a booking`;
    case 'series.created':
      return t`A series of bookings was made, or its visits to come were planned anew`;
    case 'series.cancelled':
      return t`A series was cancelled`;
    case 'calendar.connected':
      return t`An outside calendar was connected`;
    case 'calendar.sync_failed':
      return t`An outside calendar could not be read or written`;
    case 'calendar.disconnected':
      return t`An outside calendar was removed`;
    case 'data_request.received':
      return t`Somebody asked for, or for the removal of, their data`;
    case 'data_request.completed':
      return t`A data request was answered`;
    case 'consent.changed':
      return t`A consent was given or withdrawn`;
    case 'audit.access_review_due':
      return t`It is time to review who has access`;
    case 'breach.detected':
      return t`Personal data may have reached somebody it should not have`;
    case 'webhook.endpoint_disabled':
      return t`A webhook failed for so long that it was switched off`;
  }
}
