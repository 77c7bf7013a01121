import * as z from 'zod';
import { resources } from '../../resources/resources.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

/** Taking a resource offline and bringing it back: the same change with another value and event. */
function setOnline<const Name extends string>(
  name: Name,
  path: string,
  summary: string,
  online: boolean,
  type: 'resource.taken_offline' | 'resource.brought_online',
) {
  return defineCommand({
    name,
    resource: 'resources',
    summary,
    args: z.strictObject({ id: resources.id }),
    scope: 'resources:write',
    runs: 'anywhere',
    http: [{ method: 'POST', path, status: 200 }],
    emits: [type],
    load: (query, args) => existing(query, 'resources', args.id),
    decide({ before }, _args, ctx) {
      const change = { resource: 'resources' as const, doc: revise(before, { online }, ctx), before };
      return { changes: [change], events: before.online === online ? [] : [{ type, change }] };
    },
  });
}

export const takeResourceOffline = setOnline(
  'resources.offline',
  '/resources/{id}/offline',
  'Take no new bookings for a resource; those made stay',
  false,
  'resource.taken_offline',
);

export const bringResourceOnline = setOnline(
  'resources.online',
  '/resources/{id}/online',
  'Take bookings for a resource again',
  true,
  'resource.brought_online',
);
