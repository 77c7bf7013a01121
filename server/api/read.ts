import * as z from 'zod';
import { RefusalError } from '../../shared/errors.ts';
import { fieldOf, type ResourceDefinition, type ResourcePath } from '../../shared/resources/define.ts';
import { isResourceName } from '../../shared/resources/index.ts';
import { scopesOf } from '../../shared/scopes.ts';
import type { CursorCodec } from './cursor.ts';
import { exampleOf } from './examples.ts';
import { embed, expandedWire, expandQuery } from './expand.ts';
import { mayRead } from './guest.ts';
import { listQuery, listReply, pathParams } from './list.ts';
import { notThere } from './not-there.ts';
import { documentReply } from './render.ts';
import type { Answer, Call, Route } from './route.ts';

/** What is read of a resource under one of its paths: the list, and each document. */
export function readRoutes(
  definition: ResourceDefinition,
  path: ResourcePath,
  cursors: CursorCodec,
): Route[] {
  const { name } = definition;
  if (!isResourceName(name)) throw new Error(`${name} is not listed in shared/resources`);
  const title = path.as ?? definition.name;
  const common = {
    method: 'GET' as const,
    tag: definition.name,
    scope: scopesOf(name)[0],
    public: definition.publicFields !== undefined && !definition.guest,
  };
  const page = z.object({
    data: z.array(documentSchema(definition, expandedWire(definition))),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
    prev_cursor: z.string().nullable(),
  });
  const list: Route = {
    ...common,
    path: `/v2${path.path}`,
    operation: `list_${title.replaceAll(' ', '_')}`,
    summary: `List ${title}`,
    query: listQuery(definition, path),
    answers: [{ status: 200, description: 'A page', schema: page }],
    errors: [
      'validation_failed',
      'invalid_cursor',
      'cursor_expired',
      ...(pathParams(path.path).length > 0 ? ['not_found' as const] : []),
      ...(pathParams(path.path).length > 0 && definition.erasure ? ['erased' as const] : []),
    ],
    handle: (call) => listReply(call, definition, path, cursors),
  };
  if (path.listOnly) return [list];
  const one: Route = {
    ...common,
    ...(definition.guest && { public: true, guest: definition.guest.scope }),
    path: `/v2${path.path}/{id}`,
    operation: `get_${title.replaceAll(' ', '_')}`,
    summary: `Read one of ${title}`,
    query: z.strictObject(expandQuery(definition)),
    answers: [
      { ...documentAnswer(definition, 200), schema: documentSchema(definition, expandedWire(definition)) },
      { status: 304, description: 'Unchanged since the ETag in If-None-Match' },
    ],
    errors: ['not_found', ...(definition.erasure ? ['erased' as const] : [])],
    async handle(call) {
      const id = call.params.id ?? '';
      return call.hub.stores[call.caller.mode].read(call.caller.tenant, async (view) => {
        const doc = await view.get(name, id);
        const theirs = mayRead(call, definition, doc);
        if (!doc || !theirs || !belongs(doc, path, call)) throw new RefusalError(notThere(view, name, id));
        const embedded = await embed(call, view, definition, [doc]);
        return documentReply(call, definition, doc, embedded(doc));
      });
    },
  };
  return [list, one];
}

/** Whether a document is one of those that a path stands for: a closure is not found among time off. */
export function belongs(doc: object, path: ResourcePath, call: Call): boolean {
  const fixed = Object.entries(path.fixed ?? {}).every(([field, value]) => fieldOf(doc, field) === value);
  return fixed && pathParams(path.path).every((field) => fieldOf(doc, field) === call.params[field]);
}

/** A document as any caller may be shown it: `pk_` keys see public fields alone, and what `more` names. */
export function documentSchema(
  definition: ResourceDefinition,
  whole: z.ZodType,
  more: z.ZodRawShape = {},
): z.ZodType {
  const { publicWire } = definition;
  if (!publicWire) return whole;
  const shown = Object.keys(more).length > 0 ? publicWire.extend(z.object(more).partial().shape) : publicWire;
  return z.union([whole, shown]);
}

/** The answer that is one document. */
export function documentAnswer(definition: ResourceDefinition, status: number): Answer {
  return {
    status,
    description: `The ${definition.singular}`,
    schema: definition.wire,
    example: () => exampleOf(definition),
  };
}
