import type { BookingState, SeriesState } from '../../shared/commands/bookings/put-back-args.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Class } from '../../shared/resources/classes.ts';
import type { Series } from '../../shared/resources/series.ts';
import type { Desk } from '../data/index.ts';
import type { Step, StepReversal } from './inverse.ts';

/** What a deed that is about several bookings may change. */
export interface Several {
  readonly bookings: readonly Booking[];
  readonly series: readonly Series[];
  readonly session?: Class | undefined;
}

/** The bookings and series of a customer. */
export async function severalOf(query: Query, customer_id: string): Promise<Several> {
  const [bookings, series] = await Promise.all([
    query.range('bookings', [['customer_id', '=', customer_id]]),
    query.range('series', [['customer_id', '=', customer_id]]),
  ]);
  return { bookings, series };
}

/** A class with everybody who has, or had, a seat in it. */
export async function severalIn(query: Query, class_id: string): Promise<Several> {
  const session = await query.get('classes', class_id);
  const bookings = session
    ? await query.range('bookings', [
        ['start_at', '=', session.start_at],
        ['class_id', '=', class_id],
      ])
    : [];
  return { bookings, series: [], session };
}

/**
 * What takes a deed about several bookings back, found by what it changed: to be asked once it is done. `again` does it
 * once more; absent: everything is put where the deed had put it.
 */
export async function takingBack(
  desk: Desk,
  read: (query: Query) => Promise<Several>,
  again?: Step,
): Promise<() => Promise<StepReversal | undefined>> {
  const before = await desk.read(read);
  return async () => reversalBetween(before, await desk.read(read), again);
}

/** The step from one state to the other, and the one back; undefined where nothing changed. */
export function reversalBetween(before: Several, after: Several, again?: Step): StepReversal | undefined {
  const bookings = pairs(before.bookings, after.bookings, bookingState, (made) => ({
    ...made,
    status: 'cancelled' as const,
  }));
  const series = pairs(before.series, after.series, seriesState, (made) => ({
    ...made,
    status: 'cancelled' as const,
  }));
  const [was, is] = [before.session, after.session];
  const session =
    was && is && was.status !== is.status
      ? { id: was.id, from: { status: is.status }, to: { status: was.status } }
      : undefined;
  if (bookings.length === 0 && series.length === 0 && !session) return undefined;
  const back = { bookings, series, ...(session && { class: session }) };
  const forth = {
    bookings: bookings.map(turned),
    series: series.map(turned),
    ...(session && { class: turned(session) }),
  };
  return {
    undo: [{ name: 'bookings.put_back', args: back }],
    redo: [again ?? { name: 'bookings.put_back', args: forth }],
  };
}

interface Pair<State> {
  readonly id: string;
  readonly from: State;
  readonly to: State;
}

function turned<State>({ id, from, to }: Pair<State>): Pair<State> {
  return { id, from: to, to: from };
}

/** Each document that differs, as it is and as it was; what was made is `gone` afterwards. */
function pairs<Doc extends { readonly id: string }, State>(
  before: readonly Doc[],
  after: readonly Doc[],
  stateOf: (doc: Doc) => State,
  gone: (state: State) => State,
): Pair<State>[] {
  const were = new Map(before.map((doc) => [doc.id, doc]));
  return after.flatMap((doc) => {
    const was = were.get(doc.id);
    const from = stateOf(doc);
    const to = was ? stateOf(was) : gone(from);
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ id: doc.id, from, to }];
  });
}

function bookingState(doc: Booking): BookingState {
  const { status, start_at, end_at, allocations, chosen_by, series_id, occurrence } = doc;
  return { status, start_at, end_at, allocations, chosen_by, series_id, occurrence };
}

function seriesState(doc: Series): SeriesState {
  const { status, resource_id, timezone, start_local, duration, rrule } = doc;
  const { exdates, conflicts, continued_by } = doc;
  return { status, resource_id, timezone, start_local, duration, rrule, exdates, conflicts, continued_by };
}
