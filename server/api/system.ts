import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import { errorCodes, RefusalError } from '../../shared/errors.ts';
import { eventTypes } from '../../shared/events.ts';
import { definitions } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { statusOf } from './errors.ts';
import { shown } from './render.ts';
import type { Route } from './route.ts';

const health: Route = {
  method: 'GET',
  path: '/v2/health',
  operation: 'health',
  tag: 'core',
  summary: 'Whether the hub is up',
  scope: 'public',
  answers: [
    {
      status: 200,
      description: 'It is',
      schema: z.object({ status: z.literal('ok'), now: z.string() }),
    },
  ],
  errors: [],
  handle: async ({ hub }) => ({ status: 200, body: { status: 'ok', now: formatInstant(hub.clock()) } }),
};

const me: Route = {
  method: 'GET',
  path: '/v2/me',
  operation: 'me',
  tag: 'core',
  summary: 'Who this key or desk is and what it may do',
  scope: 'availability:read',
  public: true,
  answers: [
    {
      status: 200,
      description: 'The caller',
      schema: z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(['secret', 'public', 'device']),
        mode: z.enum(['live', 'test']),
        tenant_id: z.string(),
        scopes: z.array(z.string()),
      }),
    },
  ],
  errors: [],
  handle: async ({ caller }) => ({
    status: 200,
    body: {
      id: caller.actor.id,
      name: caller.actor.name,
      kind: caller.kind,
      mode: caller.mode,
      tenant_id: caller.tenant,
      scopes: [...caller.actor.scopes],
    },
  }),
};

const tenant: Route = {
  method: 'GET',
  path: '/v2/tenant',
  operation: 'get_tenant',
  tag: 'core',
  summary: 'The practice and its settings',
  scope: 'practice:read',
  answers: [{ status: 200, description: 'The practice', schema: definitions.practice.wire }],
  errors: ['not_found'],
  async handle({ hub, caller }) {
    const doc = await hub.stores[caller.mode].read(caller.tenant, (view) =>
      view.get('practice', caller.tenant),
    );
    if (!doc) throw new RefusalError(missing('practice', caller.tenant));
    return { status: 200, body: shown(definitions.practice, doc, caller) };
  },
};

const errors: Route = {
  method: 'GET',
  path: '/v2/errors',
  operation: 'list_errors',
  tag: 'core',
  summary: 'Every error code, its status and what to do',
  scope: 'public',
  answers: [
    {
      status: 200,
      description: 'All codes',
      schema: z.object({
        data: z.array(z.object({ code: z.string(), status: z.int(), title: z.string(), todo: z.string() })),
      }),
    },
  ],
  errors: [],
  handle: async () => ({
    status: 200,
    body: {
      data: Object.entries(errorCodes).map(([code, texts]) => ({
        code,
        status: Object.entries(statusOf).find(([name]) => name === code)?.[1],
        ...texts,
      })),
    },
  }),
};

const types: Route = {
  method: 'GET',
  path: '/v2/event-types',
  operation: 'list_event_types',
  tag: 'core',
  summary: 'Every event type',
  scope: 'public',
  answers: [
    {
      status: 200,
      description: 'All types',
      schema: z.object({ data: z.array(z.object({ type: z.string(), description: z.string() })) }),
    },
  ],
  errors: [],
  handle: async () => ({
    status: 200,
    body: { data: Object.entries(eventTypes).map(([type, description]) => ({ type, description })) },
  }),
};

export const systemRoutes: readonly Route[] = [health, me, tenant, errors, types];
