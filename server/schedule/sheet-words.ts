import type { SheetLine } from '../../shared/queries/sheets.ts';
import type { BookingStatus } from '../../shared/resources/bookings.ts';

const said: Readonly<Partial<Record<BookingStatus, string>>> = {
  pending: 'Not confirmed',
  checked_in: 'Arrived',
  in_progress: 'In progress',
  completed: 'Done',
  no_show: 'Did not come',
};

/** Who comes, or why nobody does. */
export function lineTitle({ kind, title, off }: SheetLine): string {
  if (kind === 'free') return 'Free';
  return title || (off === 'closure' ? 'Closed' : 'Time off');
}

/** Where a booking stands, unless it is simply to come. */
export function lineStatus({ status }: SheetLine): string | undefined {
  return status && said[status];
}
