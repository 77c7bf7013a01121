import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import { RefusalError } from '../../shared/errors.ts';
import { type ResourceDefinition, toWire } from '../../shared/resources/define.ts';
import { isResourceName } from '../../shared/resources/index.ts';
import { scopesOf } from '../../shared/scopes.ts';
import { pickFields } from '../fields.ts';
import { noneMatches } from './preconditions.ts';
import { etagOf } from './render.ts';
import type { Route } from './route.ts';

/** The parts of a resource that are read by themselves: `/resources/{id}/working-hours`. */
export function partRoutes(definition: ResourceDefinition): Route[] {
  const { name } = definition;
  const path = definition.paths[0]?.path ?? '';
  if (!isResourceName(name)) throw new Error(`${name} is not listed in shared/resources`);
  return Object.keys(definition.parts ?? {}).map((part) => ({
    method: 'GET' as const,
    path: `/v2${path}/{id}/${part}`,
    operation: `get_${definition.singular}_${part}`.replaceAll(/\W/g, '_'),
    tag: name,
    summary: `The ${part.replaceAll('-', ' ')} of one of ${name}`,
    scope: scopesOf(name)[0],
    answers: [
      { status: 200, description: `The ${part}`, schema: partSchema(definition, part) },
      { status: 304, description: 'Unchanged since the ETag in If-None-Match' },
    ],
    errors: ['not_found' as const],
    async handle(call) {
      const id = call.params.id ?? '';
      const doc = await call.hub.stores[call.caller.mode].read(call.caller.tenant, (view) =>
        view.get(name, id),
      );
      if (!doc) throw new RefusalError(missing(name, id));
      const headers = etagOf(doc);
      if (noneMatches(call.header('if-none-match'), headers.ETag)) return { status: 304, headers };
      return { status: 200, body: partOf(definition, part, toWire(definition, doc)), headers };
    },
  }));
}

/** One part of a document in wire form. */
export function partOf(
  definition: ResourceDefinition,
  part: string,
  wire: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const self = z.string().parse(Object(wire.links).self);
  const links = { self: `${self}/${part}`, [definition.singular]: self };
  return { ...pickFields(wire, [...(definition.parts?.[part] ?? [])]), links };
}

export function partSchema(definition: ResourceDefinition, part: string): z.ZodObject {
  return z.object(pickFields(definition.wire.shape, [...(definition.parts?.[part] ?? []), 'links']));
}
