import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { config, grantInvitation, seedDemo, startHub } from '../../server/main.ts';

/** An hour of the practice's Monday; its zone is that of this process. */
function mondayAt(hour: number, minute = 0): string {
  return new Date(2026, 3, 20, hour, minute).toISOString().replace('.000Z', 'Z');
}

/** Monday morning. */
export const demoNow = mondayAt(10, 40);

/** A start that is free, in the afternoon of that day, who gives what there, and somebody who might come. */
export interface FreeStart {
  readonly start_at: string;
  /** `HH:MM` in the practice. */
  readonly time: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly service: { readonly id: string; readonly name: string };
  readonly resource: { readonly id: string; readonly name: string };
}

/** The demo clinic on a hub of its own. */
export interface DemoPractice {
  readonly url: string;
  /** A link that lets one desk in. */
  link(): Promise<string>;
  findFreeStart(): Promise<FreeStart>;
  /** A call of its API with the live key; throws where it is refused. */
  call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown>;
  /** Somebody else takes the time. */
  take(place: FreeStart): Promise<void>;
  close(): Promise<void>;
}

/** What a list of the API answers, as far as it is looked at here. */
function listOf<T extends z.ZodType>(row: T) {
  return z.object({ data: z.array(row) });
}
const slot = z.object({ start_at: z.string(), resource_id: z.string() });
const named = z.object({ id: z.string(), name: z.string() });

/** Starts it; its data is the same every time. */
export async function startDemoPractice(): Promise<DemoPractice> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-e2e-'));
  const deskDir = join(import.meta.dirname, '../../out/renderer');
  const running = await startHub(config.parse({ dataDir, port: 0, deskDir, logLevel: 'error' }), {
    clock: () => Date.parse(demoNow),
  });
  const { hub, url } = running;
  const access = await seedDemo(hub, 'clinic');
  if (!access) throw new Error('the demo practice was not made');

  async function call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${access?.keys.live}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async function ask<T extends z.ZodType>(answer: T, path: string, body?: object): Promise<z.output<T>> {
    return z.parse(answer, await call(body === undefined ? 'GET' : 'POST', path, body));
  }

  return {
    url,
    call,
    link: async () => `${url}/#invitation=${await grantInvitation(hub, access.tenant_id, 60)}`,
    async findFreeStart() {
      const services = await ask(listOf(named), '/v2/services?limit=100');
      const customers = await ask(listOf(named), '/v2/customers?limit=1');
      const [customer] = customers.data;
      if (!customer) throw new Error('the demo practice has no customers');
      const span = `from=${mondayAt(13)}&to=${mondayAt(17)}`;
      for (const service of services.data) {
        const slots = await ask(listOf(slot), `/v2/availability/slots?service_id=${service.id}&${span}`);
        const [first] = slots.data;
        if (!first) continue;
        const resource = await ask(named, `/v2/resources/${first.resource_id}`);
        const start = new Date(first.start_at);
        const time = `${start.getHours()}:${start.getMinutes()}`;
        return { start_at: first.start_at, time, service, resource, customer };
      }
      throw new Error('the demo practice has no free time');
    },
    async take({ start_at, service, resource, customer }) {
      await ask(named.pick({ id: true }), '/v2/bookings', {
        customer_id: customer.id,
        service_id: service.id,
        resource_id: resource.id,
        start_at,
      });
    },
    async close() {
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
