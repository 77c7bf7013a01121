import { useEffect, useMemo, useRef } from 'react';
import { blockTimes } from '../../shared/commands/blocks/times.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { localDate, nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive, usePending } from '../data/index.ts';
import { useLate } from '../ui/useLate.ts';
import { columnsOf, daySlots, weekSlots } from './columns.ts';
import type { Axis } from './geometry.ts';
import { keepSame } from './keep-same.ts';
import type { ColumnModel, DayDocs, Look } from './model.ts';

/** The practice's people, rooms and services: read once, changed seldom. */
export function useStaff() {
  return useLive(
    ['resources', 'services'],
    async (query) => ({
      resources: (await query.range('resources', [])).sort(byKindAndOrder),
      services: await query.range('services', []),
    }),
    [],
  );
}

/** What the board shows: one day of several resources, or several days of one. */
export interface Day {
  readonly axes: readonly Axis[];
  readonly columns: readonly ColumnModel[];
}

/**
 * The board's columns, kept up to date. While another day is being read the board keeps the one before it, so that it
 * is drawn once; when that takes long, the new one shows without its bookings.
 * @param axes One day, or the days that follow each other.
 * @param resources With a column each; of several days the first one.
 * @param ownHold The hold of the form that is open here, which is no news to who fills it in.
 */
export function useDay(
  axes: readonly Axis[],
  resources: readonly Docs['resources'][],
  services: readonly Docs['services'][],
  look: Look,
  ownHold: string | undefined,
): Day {
  const { format } = usePractice();
  const now = useNow(60_000);
  const waitingBookings = usePending('bookings');
  const waitingClasses = usePending('classes');
  const waiting = useMemo(
    () => new Set([...waitingBookings, ...waitingClasses]),
    [waitingBookings, waitingClasses],
  );
  const start = axes[0]?.start ?? 0;
  const end = axes.at(-1)?.end ?? 0;
  const [first] = resources;
  const only = axes.length > 1 ? first?.id : undefined;
  const { data } = useLive(dayResources, (query) => readDay(query, { start, end }, only), [start, end, only]);
  const docs = data?.start === start && data.end === end && data.only === only ? data : undefined;
  useNeighbours(axes, docs !== undefined);
  const late = useLate(docs === undefined);
  const byId = useMemo(() => new Map(services.map((service) => [service.id, service])), [services]);
  const last = useRef<Day>({ axes, columns: [] });
  const hold = docs === undefined && !late && last.current.columns.length > 0;
  const day = useMemo(() => {
    const [axis] = axes;
    if (hold || !axis) return undefined;
    const { holds, ...rest } = docs ?? nothing;
    const all: DayDocs = {
      ...rest,
      holds: holds.filter((hold) => hold.id !== ownHold),
      services: byId,
      waiting,
    };
    const slots = axes.length === 1 ? daySlots(axis, resources) : first ? weekSlots(axes, first) : [];
    const next = columnsOf(slots, all, look, format, now);
    return { axes, columns: keepSame(last.current.columns, next) };
  }, [hold, axes, resources, first, docs, byId, waiting, look, format, now, ownHold]);
  useEffect(() => {
    if (day) last.current = day;
  }, [day]);
  return day ?? last.current;
}

/** Once a day is shown, reads the days beside it: the store keeps them in memory, and one of them is often next. */
function useNeighbours(axes: readonly Axis[], isShown: boolean): void {
  const desk = useDesk();
  const [axis] = axes;
  const isDay = axes.length === 1;
  const { start, end, zone } = axis ?? nowhere;
  useEffect(() => {
    if (!isShown || !isDay) return;
    const before = { start: startOfDay(zone, addDays(localDate(zone, start), -1)), end: start };
    const after = { start: end, end: nextStartOfDay(zone, end) };
    for (const day of [after, before])
      desk.read((query) => readDay(query, day, undefined)).catch(() => undefined);
  }, [desk, start, end, zone, isShown, isDay]);
}

const nowhere = { start: 0, end: 0, zone: 'UTC' };

const dayResources: readonly ResourceName[] = ['bookings', 'classes', 'customers', 'blocks', 'holds'];

const nothing = { bookings: [], classes: [], customers: new Map(), blocks: [], holds: [] };

/** @param only What of a long span is needed: what occupies this resource. */
async function readDay(query: Query, day: Interval, only: string | undefined) {
  // A visit is at most a day long, so nothing that starts earlier reaches into this one.
  const early = formatInstant(Math.max(day.start - dayLength, 0));
  const end = formatInstant(day.end);
  const near = [
    ['start_at', '>=', early],
    ['start_at', '<', end],
  ] as const;
  const [allBookings, classes, blocks, holds] = await Promise.all([
    query.range('bookings', near),
    query.range('classes', near),
    blockTimes(query, day),
    query.range('holds', near),
  ]);
  const bookings = allBookings.filter(
    ({ allocations }) => only === undefined || allocations.some(({ resource_id }) => resource_id === only),
  );
  const ids = [...new Set(bookings.map((booking) => booking.customer_id))];
  const found = await Promise.all(ids.map((id) => query.get('customers', id)));
  const customers = new Map(found.flatMap((customer) => (customer ? [[customer.id, customer]] : [])));
  return { start: day.start, end: day.end, only, bookings, classes, blocks, holds, customers };
}

const kinds = ['practitioner', 'room', 'equipment'];

function byKindAndOrder(a: Docs['resources'], b: Docs['resources']): number {
  return (
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    a.sort_order - b.sort_order ||
    a.name.localeCompare(b.name, undefined, { numeric: true })
  );
}
