import * as z from 'zod';
import { overrides } from '../../resources/bookings.ts';
import { line } from '../../resources/parts.ts';

/** How a caller asks to set soft rules aside (API.md, "Booking life cycle"). */
export const overrideArgs = {
  override: z
    .array(overrides)
    .max(overrides.options.length)
    .default([])
    .meta({ description: 'Rules to set aside; recorded' }),
  override_reason: line(500).optional(),
};
