import type * as z from 'zod';
import { apiKeys, devices, feeds, invites } from './access.ts';
import { blocks } from './blocks.ts';
import { bookings } from './bookings.ts';
import { classes } from './classes.ts';
import { consents } from './consents.ts';
import { customers } from './customers.ts';
import type { ResourceDefinition } from './define.ts';
import { holds } from './holds.ts';
import { importRows, imports } from './imports.ts';
import { practice } from './practice.ts';
import { resources } from './resources.ts';
import { series } from './series.ts';
import { services } from './services.ts';
import { sessions, staff } from './staff.ts';
import { waitlist } from './waitlist.ts';
import { webhooks } from './webhooks.ts';

/** Every resource there is. Projections walk this list; adding a resource means adding a line here. */
export const definitions = {
  practice,
  services,
  resources,
  customers,
  bookings,
  classes,
  blocks,
  holds,
  waitlist,
  series,
  api_keys: apiKeys,
  devices,
  invites,
  feeds,
  consents,
  imports,
  import_rows: importRows,
  staff,
  sessions,
  webhooks,
};

export type ResourceName = keyof typeof definitions;

/** The stored form of each resource's documents. */
export type Docs = { [Name in ResourceName]: z.output<(typeof definitions)[Name]['doc']> };

/** The list for code that walks all resources and needs no field by name. */
export const allResources: readonly ResourceDefinition[] = Object.values(definitions);

/** A resource's definition by its name, as the projections see it. */
export function definitionOf(name: ResourceName): ResourceDefinition {
  return definitions[name];
}

export function isResourceName(name: string): name is ResourceName {
  return name in definitions;
}

/** Names of the resources that replicate to desks. */
export const deskResources: readonly ResourceName[] = Object.values(definitions)
  .filter((definition) => definition.desk !== 'none')
  .map((definition) => definition.name)
  .filter(isResourceName);
