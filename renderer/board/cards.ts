import { plural, t } from '@lingui/core/macro';
import type { Docs } from '../../shared/resources/index.ts';
import type { Interval } from '../../shared/time/interval.ts';
import type { Format } from '../app/format.ts';
import { freedStatuses, movableStatuses, statusWords } from '../booking/status.ts';
import { colorOf } from './colors.ts';
import type { CardModel, DayDocs, Slot } from './model.ts';
import type { BoardView } from './view.ts';

/** A card that has no place beside others yet. */
export type LooseCard = Omit<CardModel, 'lane' | 'of'>;

export function classCardOf(
  { start, end }: Interval,
  session: Docs['classes'],
  { key: column, resource }: Slot,
  docs: DayDocs,
  colorBy: BoardView['colorBy'],
  format: Format,
): LooseCard {
  const service = docs.services.get(session.service_id);
  const name = service?.name ?? t`Class`;
  const taken = session.seats_taken;
  const seats = plural(session.capacity, { one: `${taken} of # seat`, other: `${taken} of # seats` });
  const time = format.time(start);
  const who = resource.name;
  return {
    start,
    end,
    key: `${session.id} ${column}`,
    id: session.id,
    kind: 'class',
    column,
    resource_id: resource.id,
    service_id: session.service_id,
    main: session.resource_id === resource.id,
    status: 'confirmed',
    freed: false,
    movable: true,
    customer: name,
    service: seats,
    color: colorOf(colorBy, { status: 'confirmed', service, resource }),
    notes: session.notes !== undefined && session.notes !== '',
    alert: undefined,
    waiting: docs.waiting.has(session.id),
    overbooked: session.overbooked,
    buffer_before: session.buffer_before,
    buffer_after: session.buffer_after,
    time: format.bareTime(start),
    label: [t`${time} ${name}, ${seats}, class, ${who}`, session.overbooked && t`double booked`]
      .filter(Boolean)
      .join(', '),
  };
}

export function cardOf(
  { start, end }: Interval,
  booking: Docs['bookings'],
  { key: column, resource }: Slot,
  docs: DayDocs,
  colorBy: BoardView['colorBy'],
  format: Format,
): LooseCard {
  const customer = docs.customers.get(booking.customer_id);
  const service = docs.services.get(booking.service_id);
  const name = customer?.name ?? t`Name not here yet`;
  const time = format.time(start);
  const waiting = docs.waiting.has(booking.id);
  const alert = customer?.alert;
  // A list, in the order in which it helps to hear it.
  const label = [
    `${time} ${name}`,
    service?.name,
    resource.name,
    statusWords[booking.status].toLowerCase(),
    booking.notes && t`has notes`,
    alert && t`alert: ${alert}`,
    booking.overbooked && t`double booked`,
    waiting && t`waiting for the hub`,
  ];
  return {
    start,
    end,
    key: `${booking.id} ${column}`,
    id: booking.id,
    kind: 'booking',
    column,
    resource_id: resource.id,
    service_id: booking.service_id,
    main: booking.resource_id === resource.id,
    status: booking.status,
    freed: freedStatuses.includes(booking.status),
    movable: movableStatuses.includes(booking.status),
    customer: name,
    service: service?.name ?? '',
    color: colorOf(colorBy, { status: booking.status, service, resource }),
    notes: booking.notes !== undefined && booking.notes !== '',
    alert,
    waiting,
    overbooked: booking.overbooked,
    buffer_before: booking.buffer_before,
    buffer_after: booking.buffer_after,
    time: format.bareTime(start),
    label: label.filter(Boolean).join(', '),
  };
}
