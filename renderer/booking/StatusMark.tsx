import {
  IconBan,
  IconCheck,
  IconChecks,
  IconClockQuestion,
  IconPlayerPlay,
  IconUserCheck,
  IconUserX,
} from '@tabler/icons-react';
import type { BookingStatus } from '../../shared/resources/bookings.ts';
import classes from './booking.module.css';
import { statusWords } from './status.ts';

const icons = {
  pending: IconClockQuestion,
  confirmed: IconCheck,
  checked_in: IconUserCheck,
  in_progress: IconPlayerPlay,
  completed: IconChecks,
  cancelled: IconBan,
  no_show: IconUserX,
} as const;

/** The sign of a status; its word is said elsewhere. */
export function StatusIcon({ status, size }: { readonly status: BookingStatus; readonly size: number }) {
  const Icon = icons[status];
  return <Icon size={size} stroke={2} aria-hidden />;
}

/** The status in sign and word. */
export function StatusPill({ status }: { readonly status: BookingStatus }) {
  return (
    <span className={classes.status} data-status={status}>
      <StatusIcon status={status} size={14} />
      {statusWords[status]}
    </span>
  );
}
