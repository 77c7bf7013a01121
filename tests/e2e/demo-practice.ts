import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { config, grantInvitation, seedDemo, startHub } from '../../server/main.ts';

/** Monday morning; the demo practice's zone is that of this process. */
export const demoNow = '2026-04-20T10:40:00Z';

/** A start that is free, in the afternoon of that day, and who gives what there. */
export interface FreeStart {
  readonly start_at: string;
  readonly service: { readonly id: string; readonly name: string };
  readonly resource: { readonly id: string; readonly name: string };
}

/** The demo clinic on a hub of its own. */
export interface DemoPractice {
  readonly url: string;
  /** A link that lets one desk in. */
  link(): Promise<string>;
  findFreeStart(): Promise<FreeStart>;
  /** Somebody else takes the time. */
  take(place: FreeStart): Promise<void>;
  close(): Promise<void>;
}

const listOf = <T extends z.ZodType>(row: T) => z.object({ data: z.array(row).min(1) });
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

  async function ask<T extends z.ZodType>(answer: T, path: string, body?: unknown): Promise<z.output<T>> {
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${access?.keys.live}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return z.parse(answer, await response.json());
  }

  return {
    url,
    link: async () => `${url}/#invitation=${await grantInvitation(hub, access.tenant_id, 60)}`,
    async findFreeStart() {
      const services = await ask(listOf(named), '/v2/services?limit=100');
      const [service] = services.data;
      if (!service) throw new Error('the demo practice has no services');
      const span = 'from=2026-04-20T13:00:00Z&to=2026-04-20T17:00:00Z';
      const slot = z.object({ start_at: z.string(), resource_id: z.string() });
      const slots = await ask(listOf(slot), `/v2/availability/slots?service_id=${service.id}&${span}`);
      const [first] = slots.data;
      if (!first) throw new Error('the demo practice has no free time');
      const resource = await ask(named, `/v2/resources/${first.resource_id}`);
      return { start_at: first.start_at, service, resource };
    },
    async take({ start_at, service, resource }) {
      const { data } = await ask(listOf(named), '/v2/customers?limit=1');
      await ask(named.pick({ id: true }), '/v2/bookings', {
        customer_id: data[0]?.id,
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
