import * as z from 'zod';
import { overrides } from '../../resources/bookings.ts';
import { allocation, line } from '../../resources/parts.ts';

/** How a caller asks to set soft rules aside (API.md, "Booking life cycle"). */
export const overrideArgs = {
  override: z
    .array(overrides)
    .max(overrides.options.length)
    .default([])
    .meta({ description: 'Rules to set aside; recorded' }),
  override_reason: line(500).optional(),
};

/** How a caller names a room or anybody else who takes part. */
export const allocationArgs = {
  allocations: z
    .array(allocation)
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'Resources that are to play these roles; the others are chosen' }),
};
