import { t } from '@lingui/core/macro';
import type { BlockTime } from '../../shared/commands/blocks/times.ts';
import { givesBack } from '../../shared/resources/bookings.ts';
import type { Docs } from '../../shared/resources/index.ts';
import { openTimes } from '../../shared/time/free-starts.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { overlaps, subtract } from '../../shared/time/intervals.ts';
import { workingDays } from '../../shared/time/working-hours.ts';
import { localDate } from '../../shared/time/zones.ts';
import type { Format } from '../app/format.ts';
import { cardOf, classCardOf, type LooseCard } from './cards.ts';
import type { Axis } from './geometry.ts';
import { lanesOf } from './lanes.ts';
import type { CardModel, ColumnModel, DayDocs, Look, Slot } from './model.ts';

/** One day: a column for each resource. */
export function daySlots(axis: Axis, resources: readonly Docs['resources'][]): Slot[] {
  return resources.map((resource) => ({ key: resource.id, resource, axis }));
}

/** Several days of one resource: a column for each day. */
export function weekSlots(axes: readonly Axis[], resource: Docs['resources']): Slot[] {
  return axes.map((axis) => ({
    key: `${resource.id} ${localDate(axis.zone, axis.start)}`,
    resource,
    axis,
    day: true,
  }));
}

/**
 * The columns of a board.
 * @param look What is filtered out, and what the colours say.
 * @param now Milliseconds; expired holds are left out (rule A9).
 */
export function columnsOf(
  slots: readonly Slot[],
  docs: DayDocs,
  look: Look,
  format: Format,
  now: number,
): ColumnModel[] {
  const { withoutStatuses, withoutServices, colorBy } = look;
  const shows = (doc: { readonly service_id: string }) => !withoutServices.includes(doc.service_id);
  // Seats lie in their class, which has the card.
  const visits = byAllocation(docs.bookings.filter((booking) => booking.class_id === undefined));
  const sessions = byAllocation(docs.classes.filter((each) => each.status === 'scheduled'));
  const holds = docs.holds.filter((hold) => parseInstant(hold.expires_at) > now);
  return slots.map((slot) => {
    const { axis, resource } = slot;
    const own = (visits.get(resource.id) ?? []).filter((visit) => overlaps(visit, axis));
    const taught = (sessions.get(resource.id) ?? []).filter((session) => overlaps(session, axis));
    const [shown, hidden] = apart(own, ({ doc }) => shows(doc) && !withoutStatuses.includes(doc.status));
    const [classes, hiddenClasses] = apart(taught, ({ doc }) => shows(doc));
    return {
      ...slot,
      cards: inLanes([
        ...shown.map((visit) => cardOf(visit, visit.doc, slot, docs, colorBy, format)),
        ...classes.map((session) => classCardOf(session, session.doc, slot, docs, colorBy, format)),
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
          block_id: block.id,
          kind: block.kind,
          label: blockWords(block),
          reason: block.reason,
        })),
      holds: holds
        .filter((hold) => hold.allocations.some((allocation) => allocation.resource_id === resource.id))
        .map((hold) => ({ ...spanOf(hold), id: hold.id, label: holdWords(hold), reason: hold.held_by }))
        .filter((hold) => overlaps(hold, axis)),
      veiled: [...hidden.filter(({ doc }) => !givesBack(doc.status)), ...hiddenClasses].map(
        ({ start, end, doc }) => ({ start, end, id: doc.id }),
      ),
    };
  });
}

/** A document with its span in milliseconds. */
interface Placed<Doc> extends Interval {
  readonly doc: Doc;
}

interface Allocated {
  readonly start_at: string;
  readonly end_at: string;
  readonly allocations: readonly { readonly resource_id: string }[];
}

function byAllocation<Doc extends Allocated>(docs: readonly Doc[]): Map<string, Placed<Doc>[]> {
  const found = new Map<string, Placed<Doc>[]>();
  for (const doc of docs) {
    const placed = { ...spanOf(doc), doc };
    for (const { resource_id } of doc.allocations) {
      const list = found.get(resource_id);
      if (list) list.push(placed);
      else found.set(resource_id, [placed]);
    }
  }
  return found;
}

/** Those that pass, and the others. */
function apart<T>(items: readonly T[], passes: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (passes(item) ? yes : no).push(item);
  return [yes, no];
}

function inLanes(cards: readonly LooseCard[]): CardModel[] {
  const lanes = lanesOf(cards);
  const placed = cards.map((card, index) => ({ ...card, ...(lanes[index] ?? { lane: 0, of: 1 }) }));
  return placed.sort((a, b) => a.start - b.start || a.lane - b.lane);
}

function offHours(axis: Axis, resource: Docs['resources']): Interval[] {
  if (!resource.working_hours) return [];
  const zone = resource.timezone ?? axis.zone;
  const day = { start: axis.start, end: axis.end };
  return subtract([day], openTimes(workingDays(resource.working_hours, zone, day)));
}

function blockWords({ kind, reason }: Pick<BlockTime, 'kind' | 'reason'>): string {
  if (kind === 'closure') return reason ? t`Closed: ${reason}` : t`Closed`;
  return reason ? t`Time off: ${reason}` : t`Time off`;
}

function holdWords({ held_by }: Docs['holds']): string {
  return t`${held_by} is booking`;
}

function spanOf(doc: { readonly start_at: string; readonly end_at: string }): Interval {
  return { start: parseInstant(doc.start_at), end: parseInstant(doc.end_at) };
}
