import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { type CallAnswer, openCalls } from '../kit/calls.ts';
import type { HubOfDesk } from '../kit/desk.ts';

const cost = z.object({ cpu: z.number(), memory: z.number() });

/** A hub of its own process, for many desks and keys. */
export interface ManyHub extends HubOfDesk {
  readonly key: string;
  /** Keys of the smallest plan. */
  solo(count: number): Promise<string[]>;
  /** Processor time so far in milliseconds, and resident memory in megabytes. */
  cost(): Promise<z.output<typeof cost>>;
  call(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

const resources = 8;
const firstSlot = Date.parse('2028-01-03T00:00:00Z');

/** Starts it with a customer, a service and eight people who work day and night. */
export async function startManyHub(): Promise<ManyHub> {
  const child = fork(join(import.meta.dirname, 'many-hub.child.ts'));
  const calls = openCalls((message) => child.send(message));
  child.on('message', (answer: CallAnswer | 'ready') => answer !== 'ready' && calls.answered(answer));
  child.on('exit', () => calls.fail(new Error('the hub is gone')));
  await once(child, 'message');
  const { url, key } = z.object({ url: z.string(), key: z.string() }).parse(await calls.call('hub', []));

  const hub: ManyHub = {
    url,
    key,
    invite: async () => String(await calls.call('invite', [])),
    solo: async (count) => z.array(z.string()).parse(await calls.call('solo', [count])),
    cost: async () => cost.parse(await calls.call('cost', [])),
    async call(method, path, body, as = key) {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    },
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
  const documents: [string, object][] = [
    ['/v2/customers', { id: 'cust_bench', name: 'Bench' }],
    ['/v2/services', { id: 'svc_bench', name: 'Consultation', duration: 30 }],
    ...Array.from({ length: resources }, (_, i): [string, object] => [
      '/v2/resources',
      { id: `res_${i}`, name: `Dr ${i}` },
    ]),
  ];
  for (const [path, body] of documents) {
    const { status, text } = await hub.call('POST', path, body);
    if (status !== 201) throw new Error(text);
  }
  return hub;
}

/** The i-th booking: a place and a time of its own. */
export function nthBooking(i: number): Record<string, unknown> {
  const start = new Date(firstSlot + Math.floor(i / resources) * 30 * 60_000);
  return {
    customer_id: 'cust_bench',
    service_id: 'svc_bench',
    resource_id: `res_${i % resources}`,
    start_at: start.toISOString().replace('.000Z', 'Z'),
  };
}
