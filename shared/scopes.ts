/** What a key, a desk or a person may be allowed to do. Every route and command names one (rule P1). */
export const scopes = [
  'public',
  'tenant:read',
  'tenant:write',
  'services:read',
  'services:write',
  'resources:read',
  'resources:write',
  'customers:read',
  'customers:write',
  'bookings:read',
  'bookings:write',
  'bookings:overbook',
  'blocks:read',
  'blocks:write',
  'holds:read',
  'holds:write',
  'availability:read',
  'events:read',
  'sync',
  'access:write',
] as const;

/** `public` needs no key at all: health, the OpenAPI document, error pages. */
export type Scope = (typeof scopes)[number];
