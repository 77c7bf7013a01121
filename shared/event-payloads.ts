import * as z from 'zod';
import type { Command } from './commands/define.ts';
import { allCommands } from './commands/index.ts';
import { eventObjects } from './event-objects.ts';
import type { EventType } from './events.ts';
import { attentionReason } from './resources/bookings.ts';
import { definitions, type ResourceName } from './resources/index.ts';
import { eventEnvelope } from './wire/event.ts';

/** What some types say besides, as `data.details`. */
const eventDetails: Readonly<Partial<Record<EventType, z.ZodObject>>> = {
  'schedule.violation_detected': z.object({
    reasons: z.array(attentionReason).meta({ description: 'Why it may not lie there' }),
    further: z.int().min(1).optional().meta({
      description: 'How many more bookings the same change put out of order: GET /schedule/violations',
    }),
  }),
};

/** The commands that tell of a type: none of one that is planned. */
export function commandsOf(type: EventType): readonly Command[] {
  return allCommands.filter(({ emits }) => emits.includes(type));
}

/** Whether something tells of a type by now. */
export function isEmitted(type: EventType): boolean {
  return commandsOf(type).length > 0;
}

/** What is left of an event's object when the person it was about was erased (rule P4). */
const erasedObject = z
  .strictObject({ id: z.string() })
  .meta({ id: 'ErasedObject', description: 'Of a person whose data was erased since: the id and no more' });

/**
 * The envelope of one type with what its object is; undefined of one that nothing tells yet. `previous` has the fields
 * that changed, as they were before.
 */
export function payloadSchema(type: EventType): z.ZodObject | undefined {
  const objects: readonly ResourceName[] = eventObjects[type];
  const wires: z.ZodObject[] = objects.map((name) => definitions[name].wire);
  const earlier = objects.map(earlierOf);
  if (wires.length === 0) return undefined;
  const details = eventDetails[type];
  const aboutPerson = objects.some((name) => 'subject' in definitions[name]);
  return eventEnvelope.extend({
    type: z.literal(type),
    data: z.object({
      object: oneOf([...wires, ...(aboutPerson ? [erasedObject] : [])]),
      previous: oneOf(earlier).optional(),
      ...(details && { details }),
    }),
  });
}

const earlierForms = new Map<ResourceName, z.ZodType>();

/** Some fields of a document, as they were before. */
function earlierOf(name: ResourceName): z.ZodType {
  const { wire }: { wire: z.ZodObject } = definitions[name];
  const known =
    earlierForms.get(name) ??
    z
      .object(wire.shape)
      .partial()
      .meta({ id: `${wire.meta()?.id}Earlier`, description: 'Fields that changed, as they were before' });
  earlierForms.set(name, known);
  return known;
}

function oneOf(schemas: readonly z.ZodType[]): z.ZodType {
  const [first] = schemas;
  return first && schemas.length === 1 ? first : z.union(schemas);
}
