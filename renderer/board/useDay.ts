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
import type { Axis } from './geometry.ts';
import { type ColumnModel, columnsOf, type DayDocs, keepSame } from './model.ts';
import type { BoardView } from './view.ts';

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

/** A day as the board shows it. */
export interface Day {
  readonly axis: Axis;
  readonly columns: readonly ColumnModel[];
}

/**
 * The day's columns, kept up to date. While another day is being read the board keeps the day before it, so that it is
 * drawn once; when that takes long, the new day shows without its bookings.
 * @param ownHold The hold of the form that is open here, which is no news to who fills it in.
 */
export function useDay(
  axis: Axis,
  resources: readonly Docs['resources'][],
  services: readonly Docs['services'][],
  view: BoardView,
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
  const { start, end } = axis;
  const { data } = useLive(dayResources, (query) => readDay(query, { start, end }), [start, end]);
  const docs = data?.start === start ? data : undefined;
  useNeighbours(axis, docs !== undefined);
  const late = useLate(docs === undefined);
  const byId = useMemo(() => new Map(services.map((service) => [service.id, service])), [services]);
  const shown = useMemo(
    () =>
      resources.filter(
        (each) => !view.hidden.includes(each.id) && (view.rooms || each.kind === 'practitioner'),
      ),
    [resources, view.hidden, view.rooms],
  );
  const last = useRef<Day>({ axis, columns: [] });
  const hold = docs === undefined && !late && last.current.columns.length > 0;
  const day = useMemo(() => {
    if (hold) return undefined;
    const { holds, ...rest } = docs ?? nothing;
    const all: DayDocs = {
      ...rest,
      holds: holds.filter((hold) => hold.id !== ownHold),
      services: byId,
      waiting,
    };
    const next = columnsOf(axis, shown, all, (status) => !view.withoutStatuses.includes(status), format, now);
    return { axis, columns: keepSame(last.current.columns, next) };
  }, [hold, axis, shown, docs, byId, waiting, view.withoutStatuses, format, now, ownHold]);
  useEffect(() => {
    if (day) last.current = day;
  }, [day]);
  return day ?? last.current;
}

/** Once a day is shown, reads the days beside it: the store keeps them in memory, and one of them is often next. */
function useNeighbours({ start, end, zone }: Axis, isShown: boolean): void {
  const desk = useDesk();
  useEffect(() => {
    if (!isShown) return;
    const before = { start: startOfDay(zone, addDays(localDate(zone, start), -1)), end: start };
    const after = { start: end, end: nextStartOfDay(zone, end) };
    for (const day of [after, before]) desk.read((query) => readDay(query, day)).catch(() => undefined);
  }, [desk, start, end, zone, isShown]);
}

const dayResources: readonly ResourceName[] = ['bookings', 'classes', 'customers', 'blocks', 'holds'];

const nothing = { bookings: [], classes: [], customers: new Map(), blocks: [], holds: [] };

async function readDay(query: Query, day: Interval) {
  // A visit is at most a day long, so nothing that starts earlier reaches into this one.
  const early = formatInstant(Math.max(day.start - dayLength, 0));
  const end = formatInstant(day.end);
  const near = [
    ['start_at', '>=', early],
    ['start_at', '<', end],
  ] as const;
  const [bookings, classes, blocks, holds] = await Promise.all([
    query.range('bookings', near),
    query.range('classes', near),
    blockTimes(query, day),
    query.range('holds', near),
  ]);
  const ids = [...new Set(bookings.map((booking) => booking.customer_id))];
  const found = await Promise.all(ids.map((id) => query.get('customers', id)));
  const customers = new Map(found.flatMap((customer) => (customer ? [[customer.id, customer]] : [])));
  return { start: day.start, bookings, classes, blocks, holds, customers };
}

const kinds = ['practitioner', 'room', 'equipment'];

function byKindAndOrder(a: Docs['resources'], b: Docs['resources']): number {
  return (
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    a.sort_order - b.sort_order ||
    a.name.localeCompare(b.name, undefined, { numeric: true })
  );
}
