import type { BlockTime } from '../../shared/commands/blocks/times.ts';
import type { BookingStatus } from '../../shared/resources/bookings.ts';
import type { Docs } from '../../shared/resources/index.ts';
import { openTimes } from '../../shared/time/free-starts.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { overlaps, subtract } from '../../shared/time/intervals.ts';
import { workingDays } from '../../shared/time/working-hours.ts';
import type { Format } from '../app/format.ts';
import { freedStatuses, movableStatuses, statusWords } from '../booking/status.ts';
import type { Axis } from './geometry.ts';
import { lanesOf } from './lanes.ts';

/** One booking, or one class, in one column. Only primitives, so that a card is drawn anew only when something it shows changed. */
export interface CardModel extends Interval {
  /** Unique on the board: a visit that needs two resources has a card in each column. */
  readonly key: string;
  readonly id: string;
  readonly kind: 'booking' | 'class';
  /** The column. */
  readonly resource_id: string;
  /** The column is the visit's main resource, so that dragging it to another column changes who gives it. */
  readonly main: boolean;
  readonly status: BookingStatus;
  readonly freed: boolean;
  readonly movable: boolean;
  readonly customer: string;
  readonly service: string;
  readonly color: string;
  readonly notes: boolean;
  readonly alert: string | undefined;
  /** Not yet confirmed by the hub. */
  readonly waiting: boolean;
  readonly overbooked: boolean;
  /** Minutes. */
  readonly buffer_before: number;
  readonly buffer_after: number;
  readonly time: string;
  /** Accessible name. */
  readonly label: string;
  readonly lane: number;
  readonly of: number;
}

export interface BlockModel extends Interval {
  readonly id: string;
  readonly label: string;
  /** Why, or who. */
  readonly reason: string | undefined;
}

export interface ColumnModel {
  readonly resource: Docs['resources'];
  readonly cards: readonly CardModel[];
  /** Outside working hours. */
  readonly off: readonly Interval[];
  /** Time off and closures. */
  readonly blocks: readonly BlockModel[];
  /** Time that somebody keeps while filling in a form. */
  readonly holds: readonly BlockModel[];
}

/** What a day's board is made of, as it comes from the store. */
export interface DayDocs {
  readonly bookings: readonly Docs['bookings'][];
  readonly classes: readonly Docs['classes'][];
  readonly customers: ReadonlyMap<string, Docs['customers']>;
  readonly services: ReadonlyMap<string, Docs['services']>;
  /** Of one that repeats, each occurrence. */
  readonly blocks: readonly BlockTime[];
  readonly holds: readonly Docs['holds'][];
  /** Ids of bookings that the hub has not confirmed yet. */
  readonly waiting: ReadonlySet<string>;
}

const plainColor = '#868e96';

/**
 * The columns of a day.
 * @param shown Statuses that are not filtered out.
 * @param now Milliseconds; expired holds are left out (rule A9).
 */
export function columnsOf(
  axis: Axis,
  resources: readonly Docs['resources'][],
  docs: DayDocs,
  shown: (status: BookingStatus) => boolean,
  format: Format,
  now: number,
): ColumnModel[] {
  const visible = docs.bookings.filter((booking) => shown(booking.status) && overlaps(spanOf(booking), axis));
  // Seats lie in their class, which has the card.
  const byResource = byAllocation(visible.filter((booking) => booking.class_id === undefined));
  const sessions = docs.classes.filter((each) => each.status === 'scheduled' && overlaps(spanOf(each), axis));
  const classesOf = byAllocation(sessions);
  return resources.map((resource) => ({
    resource,
    cards: inLanes([
      ...(byResource.get(resource.id) ?? []).map((booking) => cardOf(booking, resource, docs, format)),
      ...(classesOf.get(resource.id) ?? []).map((session) => classCardOf(session, resource, docs, format)),
    ]),
    off: offHours(axis, resource),
    blocks: docs.blocks
      .filter((block) => block.resource_id === undefined || block.resource_id === resource.id)
      .filter((block) => overlaps(block, axis))
      .map(({ start, end, ...block }) => ({
        start,
        end,
        // One that repeats may come twice a day.
        id: `${block.id} ${start}`,
        label: blockWords(block),
        reason: block.reason,
      })),
    holds: docs.holds
      .filter((hold) => hold.allocations.some((allocation) => allocation.resource_id === resource.id))
      .filter((hold) => parseInstant(hold.expires_at) > now)
      .map((hold) => ({
        ...spanOf(hold),
        id: hold.id,
        label: `${hold.held_by} is booking`,
        reason: hold.held_by,
      }))
      .filter((hold) => overlaps(hold, axis)),
  }));
}

function byAllocation<Doc extends { readonly allocations: readonly { readonly resource_id: string }[] }>(
  docs: readonly Doc[],
): Map<string, Doc[]> {
  const found = new Map<string, Doc[]>();
  for (const doc of docs) {
    for (const { resource_id } of doc.allocations) {
      const list = found.get(resource_id);
      if (list) list.push(doc);
      else found.set(resource_id, [doc]);
    }
  }
  return found;
}

function inLanes(cards: readonly Omit<CardModel, 'lane' | 'of'>[]): CardModel[] {
  const lanes = lanesOf(cards);
  const placed = cards.map((card, index) => ({ ...card, ...(lanes[index] ?? { lane: 0, of: 1 }) }));
  return placed.sort((a, b) => a.start - b.start || a.lane - b.lane);
}

function classCardOf(
  session: Docs['classes'],
  resource: Docs['resources'],
  docs: DayDocs,
  format: Format,
): Omit<CardModel, 'lane' | 'of'> {
  const service = docs.services.get(session.service_id);
  const name = service?.name ?? 'Class';
  const seats = `${session.seats_taken} of ${session.capacity} seats`;
  const time = format.time(session.start_at);
  return {
    ...spanOf(session),
    key: `${session.id} ${resource.id}`,
    id: session.id,
    kind: 'class',
    resource_id: resource.id,
    main: session.resource_id === resource.id,
    status: 'confirmed',
    freed: false,
    movable: true,
    customer: name,
    service: seats,
    color: service?.color ?? resource.color ?? plainColor,
    notes: session.notes !== undefined && session.notes !== '',
    alert: undefined,
    waiting: docs.waiting.has(session.id),
    overbooked: session.overbooked,
    buffer_before: session.buffer_before,
    buffer_after: session.buffer_after,
    time: format.bareTime(session.start_at),
    label: `${time} ${name}, class, ${seats}, ${resource.name}`,
  };
}

function cardOf(
  booking: Docs['bookings'],
  resource: Docs['resources'],
  docs: DayDocs,
  format: Format,
): Omit<CardModel, 'lane' | 'of'> {
  const customer = docs.customers.get(booking.customer_id);
  const service = docs.services.get(booking.service_id);
  const name = customer?.name ?? 'Name not here yet';
  const time = format.time(booking.start_at);
  const waiting = docs.waiting.has(booking.id);
  const label = [
    `${time} ${name}`,
    service?.name,
    resource.name,
    statusWords[booking.status].toLowerCase(),
    booking.notes && 'has notes',
    customer?.alert && `alert: ${customer.alert}`,
    booking.overbooked && 'double booked',
    waiting && 'waiting for the hub',
  ];
  return {
    ...spanOf(booking),
    key: `${booking.id} ${resource.id}`,
    id: booking.id,
    kind: 'booking',
    resource_id: resource.id,
    main: booking.resource_id === resource.id,
    status: booking.status,
    freed: freedStatuses.includes(booking.status),
    movable: movableStatuses.includes(booking.status),
    customer: name,
    service: service?.name ?? '',
    color: service?.color ?? resource.color ?? plainColor,
    notes: booking.notes !== undefined && booking.notes !== '',
    alert: customer?.alert,
    waiting,
    overbooked: booking.overbooked,
    buffer_before: booking.buffer_before,
    buffer_after: booking.buffer_after,
    time: format.bareTime(booking.start_at),
    label: label.filter(Boolean).join(', '),
  };
}

function offHours(axis: Axis, resource: Docs['resources']): Interval[] {
  if (!resource.working_hours) return [];
  const zone = resource.timezone ?? axis.zone;
  const day = { start: axis.start, end: axis.end };
  return subtract([day], openTimes(workingDays(resource.working_hours, zone, day)));
}

function blockWords(block: Pick<BlockTime, 'kind' | 'reason'>): string {
  const kind = block.kind === 'closure' ? 'Closed' : 'Time off';
  return block.reason ? `${kind}: ${block.reason}` : kind;
}

function spanOf(doc: { readonly start_at: string; readonly end_at: string }): Interval {
  return { start: parseInstant(doc.start_at), end: parseInstant(doc.end_at) };
}

/** Keeps the objects of the last board where nothing changed, so that memoised parts stay as they are. */
export function keepSame(last: readonly ColumnModel[], next: readonly ColumnModel[]): readonly ColumnModel[] {
  const known = new Map(last.map((column) => [column.resource.id, column]));
  return next.map((column) => {
    const before = known.get(column.resource.id);
    if (!before) return column;
    const cards = keepAll(before.cards, column.cards, (card) => card.key);
    const off = keepAll(before.off, column.off, (interval) => `${interval.start}`);
    const blocks = keepAll(before.blocks, column.blocks, (block) => block.id);
    const holds = keepAll(before.holds, column.holds, (hold) => hold.id);
    const same =
      cards === before.cards && off === before.off && blocks === before.blocks && holds === before.holds;
    return same && before.resource.version === column.resource.version
      ? before
      : { resource: column.resource, cards, off, blocks, holds };
  });
}

function keepAll<T extends object>(last: readonly T[], next: readonly T[], key: (item: T) => string) {
  const known = new Map(last.map((item) => [key(item), item]));
  const kept = next.map((item) => {
    const before = known.get(key(item));
    return before && sameFields(before, item) ? before : item;
  });
  return kept.length === last.length && kept.every((item, index) => item === last[index]) ? last : kept;
}

function sameFields(a: object, b: object): boolean {
  return Object.entries(b).every(([field, value]) => Reflect.get(a, field) === value);
}
