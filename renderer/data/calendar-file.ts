import { type Refusal, refuse } from '../../shared/errors.ts';
import type { Platform } from './platform.ts';

/** A booking as an iCalendar file, which the hub writes; `unavailable` where it cannot be reached. */
export function calendarFile(platform: Platform, token: string, bookingId: string): Promise<Blob | Refusal> {
  const path = `/v2/bookings/${encodeURIComponent(bookingId)}/ics`;
  return hubFile(
    platform,
    token,
    path,
    'The calendar file comes from the hub, which cannot be reached right now',
  );
}

/** What the hub answers to a path, as it is; `unavailable`, in these words, where it cannot be had. */
export async function hubFile(
  platform: Platform,
  token: string,
  path: string,
  otherwise = 'The hub cannot be reached',
): Promise<Blob | Refusal> {
  const nothing = refuse('unavailable', otherwise);
  try {
    const response = await platform.fetch(platform.baseUrl + path, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return response.ok ? await response.blob() : nothing;
  } catch {
    return nothing;
  }
}
