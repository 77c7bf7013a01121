import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { resources } from '../../resources/resources.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { newlyViolated, violationsDetected } from '../schedule/violations.ts';
import { practiceZone } from './working-time.ts';

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
    emits: [type, 'schedule.violation_detected'],
    async load(query, args, ctx) {
      const found = await existing(query, 'resources', args.id);
      if (isRefusal(found)) return found;
      const zone = await practiceZone(query);
      const after = { ...found.before, online };
      const violated = await newlyViolated(
        query,
        { resource: found.before, zone },
        { resource: after, zone },
        ctx,
      );
      return { ...found, violated };
    },
    decide({ before, violated }, _args, ctx) {
      const change = { resource: 'resources' as const, doc: revise(before, { online }, ctx), before };
      const events = before.online === online ? [] : [{ type, change }, ...violationsDetected(violated)];
      return { changes: [change], events };
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
