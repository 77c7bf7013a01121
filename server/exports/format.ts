import * as z from 'zod';
import {
  definitionOf,
  definitions,
  isResourceName,
  type ResourceName,
} from '../../shared/resources/index.ts';
import { webhooks } from '../../shared/resources/webhooks.ts';
import { instant } from '../../shared/time/instants.ts';
import { eventEnvelope } from '../../shared/wire/event.ts';

/*
 * A complete export is one zip: documents with all that happened to them as JSON Lines, from which another hub makes the
 * same practice, and beside them tables and a calendar for people and other programs, which no hub reads.
 */

/**
 * What goes along. Keys, desks, invitations and sessions are left out, because each is worth nothing without its secret
 * (rule P2).
 */
const leftOut: readonly ResourceName[] = ['api_keys', 'devices', 'invites', 'sessions'];
export const carried: readonly ResourceName[] = Object.keys(definitions)
  .filter(isResourceName)
  .filter((name) => !leftOut.includes(name));

/** Those that are also there as a table. */
export const tables = [
  'customers',
  'bookings',
  'services',
  'resources',
  'staff',
  'series',
  'waitlist',
] as const;

/** The first file of the zip. */
export const manifest = z.object({
  format: z.literal('dunebook-export'),
  /** Of the files and their lines; rises when a hub of before could not read them. */
  version: z.literal(1),
  made_at: instant,
  /** Of the program that made it. */
  program: z.string(),
  tenant_id: z.string(),
  name: z.string(),
  /** The shape of each resource's documents. */
  schemas: z.record(z.string(), z.int().min(0)),
});
export type Manifest = z.output<typeof manifest>;

/** The last file of the zip: what the hub that reads it must find, to the last byte. */
export const contents = z.record(
  z.string(),
  z.object({ lines: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
);
export type Contents = z.output<typeof contents>;

export const manifestFile = 'dunebook.json';
export const contentsFile = 'contents.json';
export const eventsFile = 'data/events.jsonl';
export const duesFile = 'data/later.jsonl';
export const erasedFile = 'data/erased.jsonl';

/** `data/bookings.jsonl`: its lines are `{doc}`, or `{doc, deleted: true}` of what was removed. */
export function fileOf(name: ResourceName): string {
  return `data/${name}.jsonl`;
}

export const docLine = z.strictObject({
  doc: z.record(z.string(), z.unknown()),
  deleted: z.literal(true).optional(),
});
/** An event without its number, which each hub gives anew; `forgotten`: kept as a person's history alone. */
export const eventLine = z.strictObject({
  event: eventEnvelope.omit({ seq: true }),
  subject: z.string().optional(),
  forgotten: z.literal(true).optional(),
});
export const dueLine = z.strictObject({
  at: z.int().min(0),
  command: z.string(),
  args: z.record(z.string(), z.unknown()),
});
export const erasedLine = z.strictObject({ id: z.string() });

/** Fields that stay on the hub: secrets, in whatever form (rule P2), and how far it is with telling a webhook. */
const kept: Partial<Record<ResourceName, readonly string[]>> = {
  bookings: ['manage_hash'],
  feeds: ['hash', 'last_used_at'],
  staff: ['pin_hash', 'password_hash'],
  webhooks: Object.keys(webhooks.set),
};

/** The fields of a document that leave the hub; what proves who somebody is, people get anew where it is imported. */
export function withoutSecrets(name: ResourceName, doc: object): Record<string, unknown> {
  const rest = Object.fromEntries(Object.entries(doc).filter(([field]) => !kept[name]?.includes(field)));
  return name === 'staff' ? { ...rest, has_pin: false, has_password: false } : rest;
}

export function schemasOf(names: readonly ResourceName[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, definitionOf(name).schemaVersion]));
}
