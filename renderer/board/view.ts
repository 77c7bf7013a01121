import * as z from 'zod';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import { useRemembered } from '../ui/useRemembered.ts';
import { colorings } from './colors.ts';

export const boardSpans = ['day', 'week', 'month'] as const;
/** How much time the board shows. */
export type BoardSpan = (typeof boardSpans)[number];

/** How this computer likes to see the board. */
const boardView = z.object({
  /** Index into `zooms`. */
  zoom: z.int().min(0).max(5),
  /** Rooms and equipment have columns too. */
  rooms: z.boolean(),
  /** Ids of resources without a column. */
  hidden: z.array(z.string()),
  withoutStatuses: z.array(z.enum(bookingStatuses)),
  /** Ids of services. */
  withoutServices: z.array(z.string()).default([]),
  colorBy: z.enum(colorings).default('service'),
  /** What the colours mean is said below the board. */
  legend: z.boolean().default(true),
  span: z.enum(boardSpans).default('day'),
  /** Whose week was looked at last. */
  resource: z.string().optional(),
});
export type BoardView = z.output<typeof boardView>;

/** Pixels per minute. */
export const zooms = [0.75, 1, 1.3, 1.8, 2.6, 3.6] as const;

export const firstView: BoardView = {
  zoom: 2,
  rooms: false,
  hidden: [],
  withoutStatuses: ['cancelled', 'no_show'],
  withoutServices: [],
  colorBy: 'service',
  legend: true,
  span: 'day',
};

/** What undoes every filter. */
export const unfiltered = {
  hidden: firstView.hidden,
  withoutStatuses: firstView.withoutStatuses,
  withoutServices: firstView.withoutServices,
} satisfies Partial<BoardView>;

/** Whether somebody chose to see less than the board shows at first. */
export function isFiltered({ hidden, withoutStatuses, withoutServices }: BoardView): boolean {
  return (
    hidden.length > 0 ||
    withoutServices.length > 0 ||
    withoutStatuses.some((status) => !firstView.withoutStatuses.includes(status))
  );
}

export function useBoardView(): [BoardView, (change: Partial<BoardView>) => void] {
  const [view, setView] = useRemembered('dunebook.board', boardView, firstView);
  return [view, (change) => setView({ ...view, ...change })];
}

/** Pixels per minute of a view. */
export function scaleOf(view: BoardView): number {
  return zooms[view.zoom] ?? 1.3;
}
