import { formatInstant } from '../../time/instants.ts';
import type { Place } from '../bookings/place.ts';
import type { Visit } from '../bookings/visit.ts';

/** What a hold says of the time that it keeps for a visit, until `until` (milliseconds since the epoch). */
export function keptPlace({ service, seats }: Visit, placed: Place, until: number) {
  const { override: _, overbooked: __, ...where } = placed;
  return {
    ...where,
    service_id: service.id,
    class_id: seats?.session.id,
    buffer_before: service.buffer_before,
    buffer_after: service.buffer_after,
    expires_at: formatInstant(until),
  };
}
