import * as z from 'zod';
import { type ErrorCode, errorCodes, refuse } from '../../shared/errors.ts';
import { type BaseDoc, type ResourceDefinition, toWire } from '../../shared/resources/define.ts';
import type { ErrorForm } from './errors.ts';

/** A whole document of a resource as REST shows it, made of the definition's own example. */
export function exampleOf(definition: ResourceDefinition): Record<string, unknown> {
  const instant = '2026-04-15T09:42:11Z';
  const decoded = z.decode(definition.wire, {
    id: `${definition.prefix}_01HXYZ234`,
    tenant_id: 'tnt_clinic',
    ...definition.example,
    metadata: {},
    version: 1,
    created_at: instant,
    updated_at: instant,
    links: {},
  });
  return toWire(definition, decoded as Record<string, unknown> & BaseDoc);
}

/** REF's example where it has one; for programs, the shape of `details` is what matters. */
const details: Readonly<Partial<Record<ErrorCode, Readonly<Record<string, unknown>>>>> = {
  validation_failed: { issues: [{ path: 'start_at', message: 'must be an instant in whole seconds' }] },
  forbidden: { scope: 'bookings:write' },
  rate_limited: { retry_after: 2 },
  account_locked: { retry_after: 60 },
  cursor_expired: { reason: 'old' },
  invalid_service: { service: 'consultation' },
  resource_unavailable: {
    conflicts: [{ type: 'existing_booking', id: 'bk_01HXYW999' }, { type: 'outside_working_hours' }],
    suggestions: [
      { start_at: '2026-04-20T05:30:00Z', available: true },
      { start_at: '2026-04-20T06:00:00Z', available: true },
    ],
    requested_time: '2026-04-20T05:00:00Z',
  },
};

/** An error as an API tells it. */
export function errorExample(form: ErrorForm, code: ErrorCode): unknown {
  const refusal = refuse(code, errorCodes[code].title, details[code]);
  return form.reply(refusal, 'req_01J8ZQ4V9T3M5N7P9R1S3V5X7Z', 'http://127.0.0.1:4650').body;
}
