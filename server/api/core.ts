import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { definitions, isResourceName } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { fillSandbox } from '../access/sandbox.ts';
import type { Outcome } from '../commands/outcome.ts';
import { nothing, requireNothing } from './nothing.ts';
import { documentReply } from './render.ts';
import type { Route } from './route.ts';

const me: Route = {
  method: 'GET',
  path: '/v2/me',
  operation: 'me',
  tag: 'core',
  summary: 'Who this key, desk or person is and what they may do',
  scope: 'me',
  answers: [
    {
      status: 200,
      description: 'The caller',
      schema: z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(['secret', 'public', 'device', 'staff']),
        mode: z.enum(['live', 'test']),
        tenant_id: z.string(),
        scopes: z.array(z.string()),
        session_id: z.string().optional(),
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
      scopes: [...caller.actor.scopes].sort(),
      ...(caller.session && { session_id: caller.session.id }),
    },
  }),
};

const limits: Route = {
  method: 'GET',
  path: '/v2/limits',
  operation: 'limits',
  tag: 'core',
  summary: 'The rate limits of this key and what is left of them; desks and people have none',
  scope: 'me',
  answers: [
    {
      status: 200,
      description: 'Each window: how many requests it holds, and how many could come at once now',
      schema: z.object({
        limited: z.boolean(),
        plan: z.string().nullable(),
        windows: z.array(
          z.object({
            name: z.string(),
            quota: z.int().meta({ description: 'Requests per period' }),
            period_seconds: z.number(),
            burst: z.int().meta({ description: 'Requests that may come at once' }),
            remaining: z.int(),
            resets_in: z.int().meta({ description: 'Seconds until all of it is there again' }),
          }),
        ),
      }),
    },
  ],
  errors: [],
  async handle({ hub, caller }) {
    const { windows = [], plan = null } = caller;
    const levels = hub.limits.read(caller.actor.id, windows);
    return {
      status: 200,
      body: {
        limited: windows.length > 0,
        plan,
        windows: levels.map(({ window: { name, quota, period, burst }, remaining, resets_in }) => ({
          name,
          quota,
          period_seconds: period / 1000,
          burst,
          remaining,
          resets_in,
        })),
      },
      headers: { 'Cache-Control': 'no-store' },
    };
  },
};

const tenant: Route = {
  method: 'GET',
  path: '/v2/tenant',
  operation: 'get_tenant',
  tag: 'core',
  summary: 'The practice and its settings',
  scope: 'practice:read',
  answers: [
    { status: 200, description: 'The practice', schema: definitions.practice.wire },
    { status: 304, description: 'Unchanged since the ETag in If-None-Match' },
  ],
  errors: ['not_found'],
  async handle(call) {
    const { hub, caller } = call;
    const doc = await hub.stores[caller.mode].read(caller.tenant, (view) =>
      view.get('practice', caller.tenant),
    );
    if (!doc) throw new RefusalError(missing('practice', caller.tenant));
    return documentReply(call, definitions.practice, doc);
  },
};

const usage: Route = {
  method: 'GET',
  path: '/v2/tenant/usage',
  operation: 'get_tenant_usage',
  tag: 'core',
  summary: 'How much there is of everything, and how many bookings this month has',
  scope: 'practice:read',
  answers: [
    {
      status: 200,
      description: 'Counts of what was not deleted',
      schema: z.object({
        month: z.string().meta({ description: 'In the zone of the practice' }),
        bookings_this_month: z.int(),
        documents: z.record(z.string(), z.int()),
      }),
    },
  ],
  errors: ['not_found'],
  async handle({ hub, caller }) {
    return hub.stores[caller.mode].read(caller.tenant, async (view) => {
      const practice = await view.get('practice', caller.tenant);
      if (!practice) throw new RefusalError(missing('practice', caller.tenant));
      const month = localDate(practice.timezone, hub.clock()).slice(0, 7);
      const [start, end] = [month, monthAfter(month)].map((name) =>
        formatInstant(startOfDay(practice.timezone, `${name}-01`)),
      );
      const names = Object.keys(definitions).filter(isResourceName);
      return {
        status: 200,
        body: {
          month,
          bookings_this_month: view.count('bookings', [
            ['start_at', '>=', start ?? ''],
            ['start_at', '<', end ?? ''],
          ]),
          documents: Object.fromEntries(names.map((name) => [name, view.count(name)])),
        },
      };
    });
  },
};

/** `2026-12` → `2027-01`. */
function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${next[0]}-${String(next[1]).padStart(2, '0')}`;
}

const resetSandbox: Route = {
  method: 'POST',
  path: '/v2/sandbox/reset',
  operation: 'sandbox_reset',
  tag: 'core',
  summary: 'Put the sandbox back to the made-up clinic it begins with; its keys and people stay',
  scope: 'sandbox:reset',
  body: nothing,
  writes: true,
  answers: [
    {
      status: 200,
      description: 'Done; cursors from before are of another epoch',
      schema: z.object({ status: z.literal('reset'), documents: z.record(z.string(), z.int()) }),
    },
  ],
  errors: ['forbidden'],
  async handle(call) {
    const { hub, caller } = call;
    requireNothing(call.body);
    if (caller.mode !== 'test')
      throw new RefusalError(refuse('forbidden', 'This is a live key; the sandbox has keys of its own'));
    return call.once(async (memory) => {
      const store = hub.stores.test;
      const before = memory && (await store.write(caller.tenant, async (tx) => memory.recall(tx)));
      if (before?.ok) return { status: 200, body: before.doc, headers: { 'Idempotent-Replayed': 'true' } };
      let outcome: Outcome & { ok: true } = { ok: true };
      await fillSandbox(hub, caller.tenant, (tx) => {
        const counted = ['services', 'resources', 'customers', 'bookings'] as const;
        const documents = Object.fromEntries(counted.map((name) => [name, tx.count(name)]));
        outcome = { ok: true, doc: { status: 'reset', documents } };
        memory?.remember(tx, outcome);
      });
      return { status: 200, body: outcome.doc };
    });
  },
};

/** What is about the caller and the practice as a whole. */
export const coreRoutes: readonly Route[] = [me, limits, tenant, usage, resetSandbox];
