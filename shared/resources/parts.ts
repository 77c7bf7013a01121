import * as z from 'zod';
import { idSchema } from '../ids.ts';
import { anyStaffRules } from '../time/any-staff.ts';
import type { Claim } from '../time/claim.ts';
import { minutes, parseInstant } from '../time/instants.ts';
import type { BaseDoc } from './define.ts';

/** Small schemas that several resources are made of. */

const mustBeLanguageTag = 'must be a language tag such as en or pt-BR';

export const customerId = idSchema('cust').meta({ description: 'Id of the customer' });
export const serviceId = idSchema('svc', 'srv').meta({ description: 'Id of the service' });
/** Of a class, and of a visit of several services, which has no document of its own. */
export const classId = idSchema('cls').meta({ description: 'Id of the class' });
export const visitId = idSchema('vis').meta({ description: 'Id of the visit' });
export const resourceId = idSchema('res').meta({ description: 'Id of the resource' });

/** A line of text that a person typed; surrounding space is not part of it. */
export function line(max: number) {
  return z.string().trim().min(1).max(max);
}

/** Text of several lines. */
export function text(max: number) {
  return z.string().max(max);
}

/** What dates, numbers and words are written in; one that no calendar or number could be written in is refused. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, mustBeLanguageTag)
  .refine(isLanguageTag, mustBeLanguageTag)
  .meta({ description: 'BCP 47 language tag', example: 'en' });

/** Whether `Intl` would take it: `en-aa-bb` looks like a tag and is none. */
function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return false;
  }
}

export const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #2f9e44')
  .meta({ description: 'Colour on the board', example: '#2f9e44' });

/** Up to a day. */
export const durationMinutes = z
  .int()
  .min(1)
  .max(24 * 60)
  .meta({ description: 'Minutes', example: 30 });

export const bufferMinutes = z
  .int()
  .min(0)
  .max(4 * 60)
  .meta({ description: 'Minutes kept free, claimed with the visit', example: 5 });

/** Seats of a class. */
export const seats = z.int().min(1).max(500).meta({ description: 'Seats', example: 12 });

/** No claim, buffers included, is longer than this (milliseconds): bounds look-ups by start. */
export const longestClaim = minutes(24 * 60 + 2 * 4 * 60);

export const allocation = z.object({
  role: z.string().min(1).max(40).meta({ description: 'Which need it fills', example: 'practitioner' }),
  resource_id: resourceId,
});

/** How the main resource was chosen where the caller left it open (rule A5). */
export const chosenBy = z
  .object({
    rule: z.enum(anyStaffRules),
    reason: z
      .string()
      .max(300)
      .meta({ example: 'Fewest minutes booked on 2026-04-20 of those who were free: 45' }),
  })
  .meta({
    id: 'ChosenBy',
    description: 'How the main resource was chosen; absent where the caller named it',
  });
export type ChosenBy = z.output<typeof chosenBy>;

interface Timed {
  readonly id: string;
  readonly start_at: string;
  readonly end_at: string;
  readonly buffer_before: number;
  readonly buffer_after: number;
  readonly allocations: readonly { readonly resource_id: string }[];
}

/** One claim per allocated resource (rule A2). */
export function claimsOf(doc: Timed, more: Pick<Claim, 'kind' | 'expires_at' | 'overbooked'>): Claim[] {
  const core = { start: parseInstant(doc.start_at), end: parseInstant(doc.end_at) };
  const padded = {
    start: core.start - minutes(doc.buffer_before),
    end: core.end + minutes(doc.buffer_after),
  };
  return doc.allocations.map(({ resource_id }) => ({ owner: doc.id, resource_id, core, padded, ...more }));
}

/** A document without the named fields, its own pairs and its outside id: what erasing a person leaves (rule P4). */
export function bare<Doc extends BaseDoc>(doc: Doc, ...without: (keyof Doc & string)[]): Doc {
  const kept: Doc = { ...doc, metadata: {} };
  for (const field of [...without, 'external_id']) Reflect.deleteProperty(kept, field);
  return kept;
}
