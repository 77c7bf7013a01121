import { t } from '@lingui/core/macro';
import {
  type BookingStatus,
  bookingStatuses,
  type HistoryAction,
  type HistoryEntry,
} from '../../shared/resources/bookings.ts';
import type { Format } from '../app/format.ts';
import { statusWords } from './status.ts';

/**
 * What a line of history says the booking was before (rule B4): `was 10:30 – 11:00, with Dr Niket`; empty where
 * there is nothing to say.
 */
export function beforeWords(
  entry: HistoryEntry,
  format: Format,
  resourceName: (id: string) => string | undefined,
): string {
  const { before } = entry;
  const parts: string[] = [];
  if (typeof before.start_at === 'string') parts.push(t`from ${{ time: format.dayTime(before.start_at) }}`);
  if (typeof before.end_at === 'string') parts.push(t`until ${{ time: format.time(before.end_at) }}`);
  if (typeof before.resource_id === 'string') {
    parts.push(t`with ${{ name: resourceName(before.resource_id) ?? t`somebody else` }}`);
  }
  if (isStatus(before.status) && parts.length === 0)
    parts.push(statusWords[before.status].toLocaleLowerCase());
  if ('notes' in before)
    parts.push(before.notes ? t`notes “${{ notes: String(before.notes) }}”` : t`no notes`);
  return parts.length === 0 ? '' : t`Before: ${{ what: parts.join(', ') }}`;
}

/** `Rescheduled` of `rescheduled`; what a newer hub notes is said as it is. */
export function actionWords({ action }: HistoryEntry): string {
  return isAction(action) ? words[action] : action;
}

const words: Readonly<Record<HistoryAction, string>> = {
  get created() {
    return t`Created`;
  },
  get confirmed() {
    return t`Confirmed`;
  },
  get 'checked in'() {
    return t`Checked in`;
  },
  get started() {
    return t`Started`;
  },
  get completed() {
    return t`Completed`;
  },
  get 'no-show'() {
    return t`No-show`;
  },
  get cancelled() {
    return t`Cancelled`;
  },
  get rescheduled() {
    return t`Rescheduled`;
  },
  get edited() {
    return t`Edited`;
  },
  get reopened() {
    return t`Reopened`;
  },
  get resolved() {
    return t`Resolved`;
  },
  get 'taken back'() {
    return t`Step taken back`;
  },
  get 'customer merged'() {
    return t`Customer merged`;
  },
};

function isAction(action: string): action is HistoryAction {
  return Object.hasOwn(words, action);
}

function isStatus(value: unknown): value is BookingStatus {
  return bookingStatuses.some((status) => status === value);
}
