import type { BookingStatus } from '../../shared/resources/bookings.ts';
import type { Docs } from '../../shared/resources/index.ts';

/** What the colour of a card can tell. */
export const colorings = ['service', 'status', 'resource'] as const;
export type Coloring = (typeof colorings)[number];

/** What has no colour of its own. */
export const plainColor = '#868e96';

/** Told apart also by those who see red and green alike; the status mark on each card says the same. */
export const statusColors: Readonly<Record<BookingStatus, string>> = {
  pending: '#e8890c',
  confirmed: '#1971c2',
  checked_in: '#2b9348',
  in_progress: '#7048e8',
  completed: '#868e96',
  cancelled: '#c92a2a',
  no_show: '#862e9c',
};

interface Colored {
  readonly status: BookingStatus;
  readonly service: Pick<Docs['services'], 'color'> | undefined;
  readonly resource: Pick<Docs['resources'], 'color'>;
}

/** The colour of a card. */
export function colorOf(by: Coloring, { status, service, resource }: Colored): string {
  switch (by) {
    case 'status':
      return statusColors[status];
    case 'resource':
      return resource.color ?? plainColor;
    case 'service':
      return service?.color ?? resource.color ?? plainColor;
  }
}
