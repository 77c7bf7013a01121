import type { BookingStatus } from '../../shared/resources/bookings.ts';

/** What the desk calls a status. */
export const statusWords: Readonly<Record<BookingStatus, string>> = {
  pending: 'To confirm',
  confirmed: 'Confirmed',
  checked_in: 'Arrived',
  in_progress: 'In progress',
  completed: 'Done',
  cancelled: 'Cancelled',
  no_show: 'No-show',
};

/** Statuses in which a booking gave its time back. */
export const freedStatuses: readonly BookingStatus[] = ['cancelled', 'no_show'];

/** Statuses in which a booking can still be moved (`bookings.reschedule`). */
export const movableStatuses: readonly BookingStatus[] = ['pending', 'confirmed', 'checked_in'];

/** A step that a person can take with one button. */
export interface StatusStep {
  readonly command:
    | 'bookings.confirm'
    | 'bookings.check_in'
    | 'bookings.start'
    | 'bookings.complete'
    | 'bookings.no_show'
    | 'bookings.cancel'
    | 'bookings.reopen';
  readonly label: string;
  /** Said once it is done. */
  readonly done: string;
  readonly weight: 'main' | 'other' | 'danger';
}

const confirm: StatusStep = {
  command: 'bookings.confirm',
  label: 'Confirm',
  done: 'Confirmed',
  weight: 'main',
};
const arrived: StatusStep = {
  command: 'bookings.check_in',
  label: 'Arrived',
  done: 'Marked as arrived',
  weight: 'main',
};
const start: StatusStep = {
  command: 'bookings.start',
  label: 'Start',
  done: 'Visit started',
  weight: 'main',
};
const done: StatusStep = { command: 'bookings.complete', label: 'Done', done: 'Visit done', weight: 'main' };
const noShow: StatusStep = {
  command: 'bookings.no_show',
  label: 'No-show',
  done: 'Marked as no-show',
  weight: 'other',
};
const cancel: StatusStep = {
  command: 'bookings.cancel',
  label: 'Cancel booking',
  done: 'Cancelled',
  weight: 'danger',
};
const reopen: StatusStep = { command: 'bookings.reopen', label: 'Reopen', done: 'Reopened', weight: 'other' };

/** The steps that the life cycle allows from each status (API.md, "Booking life cycle"), most likely first. */
export const stepsFrom: Readonly<Record<BookingStatus, readonly StatusStep[]>> = {
  pending: [confirm, cancel],
  confirmed: [arrived, noShow, cancel],
  checked_in: [start],
  in_progress: [done],
  completed: [reopen],
  cancelled: [reopen],
  no_show: [reopen],
};
