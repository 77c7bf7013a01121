import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import type { Caller, Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import { detailsOf, healthDetails, notReady } from './health.ts';
import { keepMetrics } from './metrics.ts';

/** An answer about being ready holds for so long (milliseconds): anybody may ask, and as often as they like. */
const holdsFor = 1000;

/** How the hub is, for whoever looks after it. */
export function operationRoutes(hub: HubContext): Route[] {
  const metrics = keepMetrics(hub);
  let known: { readonly at: number; readonly found: Promise<string[]> } | undefined;

  function missing(): Promise<string[]> {
    const now = hub.stopwatch();
    if (!known || now - known.at > holdsFor) known = { at: now, found: notReady(hub) };
    return known.found;
  }

  return [
    {
      method: 'GET',
      path: '/v2/health/ready',
      operation: 'health_ready',
      tag: 'core',
      summary: 'Whether the hub can do its work: its databases answer and its disk has room',
      scope: 'public',
      answers: [
        {
          status: 200,
          description: 'It can',
          schema: z.object({ status: z.literal('ready'), now: instant }),
        },
      ],
      errors: ['unavailable'],
      async handle() {
        const not_ready = await missing();
        if (not_ready.length > 0)
          throw new RefusalError(
            refuse('unavailable', `The hub cannot work: ${not_ready.join(', ')}`, { not_ready }),
          );
        return { status: 200, body: { status: 'ready', now: formatInstant(hub.clock()) }, headers: fresh };
      },
    },
    {
      method: 'GET',
      path: '/v2/health/details',
      operation: 'health_details',
      tag: 'core',
      summary: 'How the hub is inside: store, disk, outbox, desks, versions, and what is worth a look',
      scope: 'hub:manage',
      answers: [{ status: 200, description: 'How it is', schema: healthDetails }],
      errors: ['forbidden'],
      async handle({ caller }) {
        requireLive(caller);
        return { status: 200, body: await detailsOf(hub), headers: fresh };
      },
    },
    {
      method: 'GET',
      path: '/v2/metrics',
      operation: 'metrics',
      tag: 'core',
      summary: 'Numbers of the hub in the text form of Prometheus',
      scope: 'hub:manage',
      answers: [{ status: 200, description: 'The numbers', contentType: 'text/plain' }],
      errors: ['forbidden'],
      async handle({ caller }) {
        requireLive(caller);
        const { type, text } = await metrics.text();
        return { status: 200, raw: text, headers: { ...fresh, 'Content-Type': type } };
      },
    },
  ];
}

const fresh = { 'Cache-Control': 'no-store' };

/** A key of the sandbox is for trying the API out, and often with people outside of the practice. */
function requireLive({ mode }: Caller): void {
  if (mode !== 'live')
    throw new RefusalError(refuse('forbidden', 'The sandbox says nothing of the hub: use a live key'));
}
