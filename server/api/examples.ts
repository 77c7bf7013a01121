import * as z from 'zod';
import { type BaseDoc, type ResourceDefinition, toWire } from '../../shared/resources/define.ts';

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
