import { t } from '@lingui/core/macro';
import { type EventType, eventTypes } from '../../shared/events.ts';
import type { TimelineEntry } from './wire.ts';

/** What happened, in the desk's words. The hub tells it in its own, by which it is known here. */
export function timelineWords({ title }: TimelineEntry): string {
  const type = Object.keys(eventTypes).find(
    (one): one is EventType => eventTypes[one as EventType] === title,
  );
  switch (type) {
    case 'booking.created':
      return t`A visit was booked`;
    case 'booking.rescheduled':
      return t`A visit was moved`;
    case 'booking.cancelled':
      return t`A visit was cancelled`;
    case 'booking.no_show':
      return t`They did not come`;
    case 'booking.completed':
      return t`A visit was over`;
    case 'booking.checked_in':
      return t`They arrived`;
    case 'booking.updated':
      return t`A visit was changed`;
    case 'customer.created':
      return t`They were added`;
    case 'customer.updated':
      return t`Their data was changed`;
    case 'customer.merged':
      return t`Two records became one`;
    default:
      return title;
  }
}
