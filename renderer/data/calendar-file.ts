import { type Refusal, refuse } from '../../shared/errors.ts';
import type { Platform } from './platform.ts';

/** A booking as an iCalendar file, which the hub writes; `unavailable` where it cannot be reached. */
export async function calendarFile(
  platform: Platform,
  token: string,
  bookingId: string,
): Promise<Blob | Refusal> {
  const nothing = refuse(
    'unavailable',
    'The calendar file comes from the hub, which cannot be reached right now',
  );
  try {
    const url = `${platform.baseUrl}/v2/bookings/${encodeURIComponent(bookingId)}/ics`;
    const response = await platform.fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    return response.ok ? await response.blob() : nothing;
  } catch {
    return nothing;
  }
}
