import { t } from '@lingui/core/macro';
import type { BookingStatus } from '../../shared/resources/bookings.ts';

/** What the desk calls a status. */
export const statusWords: Readonly<Record<BookingStatus, string>> = {
  get pending() {
    return t`To confirm`;
  },
  get confirmed() {
    return t`Confirmed`;
  },
  get checked_in() {
    return t`Arrived`;
  },
  get in_progress() {
    return t`In progress`;
  },
  get completed() {
    return t`Done`;
  },
  get cancelled() {
    return t`Cancelled`;
  },
  get no_show() {
    return t`No-show`;
  },
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
  get label() {
    return t`Confirm`;
  },
  get done() {
    return t`Confirmed`;
  },
  weight: 'main',
};
const arrived: StatusStep = {
  command: 'bookings.check_in',
  get label() {
    return t`Arrived`;
  },
  get done() {
    return t`Marked as arrived`;
  },
  weight: 'main',
};
const start: StatusStep = {
  command: 'bookings.start',
  get label() {
    return t({ message: 'Start', context: 'the button that begins a visit' });
  },
  get done() {
    return t`Visit started`;
  },
  weight: 'main',
};
const done: StatusStep = {
  command: 'bookings.complete',
  get label() {
    return t`Done`;
  },
  get done() {
    return t`Visit done`;
  },
  weight: 'main',
};
const noShow: StatusStep = {
  command: 'bookings.no_show',
  get label() {
    return t`No-show`;
  },
  get done() {
    return t`Marked as no-show`;
  },
  weight: 'other',
};
const cancel: StatusStep = {
  command: 'bookings.cancel',
  get label() {
    return t`Cancel booking`;
  },
  get done() {
    return t`Cancelled`;
  },
  weight: 'danger',
};
const reopen: StatusStep = {
  command: 'bookings.reopen',
  get label() {
    return t`Reopen`;
  },
  get done() {
    return t`Reopened`;
  },
  weight: 'other',
};

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
