import * as z from 'zod';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import { useRemembered } from '../ui/useRemembered.ts';

/** How this computer likes to see the board. */
const boardView = z.object({
  /** Index into `zooms`. */
  zoom: z.int().min(0).max(5),
  /** Rooms and equipment have columns too. */
  rooms: z.boolean(),
  /** Ids of resources without a column. */
  hidden: z.array(z.string()),
  withoutStatuses: z.array(z.enum(bookingStatuses)),
});
export type BoardView = z.output<typeof boardView>;

/** Pixels per minute. */
export const zooms = [0.75, 1, 1.3, 1.8, 2.6, 3.6] as const;

const firstView: BoardView = { zoom: 2, rooms: false, hidden: [], withoutStatuses: ['cancelled', 'no_show'] };

export function useBoardView(): [BoardView, (change: Partial<BoardView>) => void] {
  const [view, setView] = useRemembered('dunebook.board', boardView, firstView);
  return [view, (change) => setView({ ...view, ...change })];
}

/** Pixels per minute of a view. */
export function scaleOf(view: BoardView): number {
  return zooms[view.zoom] ?? 1.3;
}
