import { type Booking, givesBack } from '../../resources/bookings.ts';
import type { Class } from '../../resources/classes.ts';
import type { Hold } from '../../resources/holds.ts';
import { parseInstant } from '../../time/instants.ts';
import { type Change, revise } from '../changes.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** A class and who has its seats. */
export interface Seats {
  readonly session: Class;
  /** Bookings that have a seat, however far they have come. */
  readonly bookings: readonly Booking[];
  /** Seats that are held right now (rule A9). */
  readonly holds: readonly Hold[];
}

/** The class of an id with its seats; a hold that has expired has none. */
export async function loadSeats(query: Query, id: string, ctx: Ctx): Promise<Seats | undefined> {
  const session = await query.get('classes', id);
  return session && seatsOf(query, session, ctx);
}

/** Who has the seats of a class. */
export async function seatsOf(query: Query, session: Class, ctx: Ctx): Promise<Seats> {
  // Desks find bookings by their start; all that have a seat start with the class.
  const seated = await query.range('bookings', [
    ['start_at', '=', session.start_at],
    ['class_id', '=', session.id],
  ]);
  const bookings = seated.filter((booking) => !givesBack(booking.status));
  return { session, bookings, holds: await seatHolds(query, session, ctx) };
}

/** Holds that keep a seat of a class. */
async function seatHolds(query: Query, session: Class, ctx: Ctx): Promise<Hold[]> {
  const held = await query.range('holds', [['start_at', '=', session.start_at]]);
  return held.filter((hold) => hold.class_id === session.id && parseInstant(hold.expires_at) > ctx.now);
}

/** Seats that can be booked; those that `without` holds or has count as free. */
export function seatsLeft({ session, bookings, holds }: Seats, without: readonly string[] = []): number {
  const others = [...bookings, ...holds].filter(({ id }) => !without.includes(id));
  return session.status === 'cancelled' ? 0 : Math.max(0, session.capacity - others.length);
}

/** The class as it is once these of its bookings were made, moved away or changed; nothing where no seat changed hands. */
export function recount(seats: Seats, after: readonly Booking[], ctx: Ctx): Change[] {
  const { session, bookings } = seats;
  const untouched = bookings.filter(({ id }) => !after.some((booking) => booking.id === id));
  const seated = after.filter((booking) => booking.class_id === session.id && !givesBack(booking.status));
  const seats_taken = untouched.length + seated.length;
  if (seats_taken === session.seats_taken) return [];
  return [{ resource: 'classes', doc: revise(session, { seats_taken }, ctx), before: session }];
}
