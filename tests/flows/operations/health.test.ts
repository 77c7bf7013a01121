import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { flushUses } from '../../../server/access/uses.ts';
import { formatInstant } from '../../../shared/time/instants.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs } from '../../kit/people.ts';
import { at, errorOf, list, text } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

/** Another moment, when what was known about being ready holds no more. */
function later(): void {
  const now = performance.now();
  moments += 1;
  vi.spyOn(hub.hub, 'stopwatch').mockReturnValue(now + moments * 10_000);
}
let moments = 0;

describe('whether the hub can do its work', () => {
  test('anybody may ask, and is told nothing more than that', async () => {
    const answer = await callAs(hub, undefined, 'GET', '/v2/health/ready');
    expect([answer.status, Object.keys(answer.body).sort()]).toEqual([200, ['now', 'status']]);
  });

  test('it cannot while its database does not answer, and can again as soon as that does', async () => {
    const store = vi.spyOn(hub.hub.stores.live, 'tenants').mockImplementation(() => {
      throw new Error('disk I/O error');
    });
    later();
    const answer = await callAs(hub, undefined, 'GET', '/v2/health/ready');
    expect(errorOf(answer)).toBe('unavailable');
    expect(at(answer.body, 'error', 'details')).toEqual({ not_ready: ['store'] });
    // The process itself lives.
    expect((await callAs(hub, undefined, 'GET', '/v2/health')).status).toBe(200);
    store.mockRestore();
    later();
    expect((await callAs(hub, undefined, 'GET', '/v2/health/ready')).status).toBe(200);
    vi.restoreAllMocks();
  });
});

/** What was found out about one thing. */
function findingIn(body: Record<string, unknown>, check: string): object | undefined {
  return list(body, 'findings').find((one) => at(one, 'check') === check);
}

describe('how the hub is inside', () => {
  test('the owner’s key sees versions, files, disk, outbox and desks', async () => {
    await pairDesk(hub);
    const { body } = await hub.call('GET', '/v2/health/details');
    expect(body).toMatchObject({
      versions: { program: expect.stringMatching(/^\d+\.\d+\.\d+/), node: process.versions.node },
      store: { epoch: hub.hub.stores.live.epoch, practices: 1 },
      outbox: { waiting: 0 },
      sync: { desks: 1, here: 0, waiting: 0 },
      sharing: { on: false },
      backups: { on: false, overdue: false },
    });
    expect(Number(at(body, 'disk', 'free_bytes'))).toBeGreaterThan(0);
    expect(Number(at(body, 'store', 'files', 0, 'bytes'))).toBeGreaterThan(100_000);
  });

  test('what waits to be sent is counted, with the time that it waits', async () => {
    const { deliveries, tenant } = { deliveries: hub.hub.deliveries.live, tenant: hub.tenant };
    const created_at = hub.hub.clock() - 2 * 3_600_000;
    const delivery = {
      endpoint_id: 'whe_1',
      event_id: 'evt_1',
      type: 'booking.created',
      source: 'test',
    } as const;
    deliveries.of(tenant).add({ ...delivery, id: 'del_1', created_at, body: '{}' });
    const { body } = await hub.call('GET', '/v2/health/details');
    expect([body.status, at(body, 'outbox', 'waiting')]).toEqual(['warn', 1]);
    const outbox = findingIn(body, 'outbox');
    expect(text(outbox, 'said')).toContain('2 hours');
    expect(text(outbox, 'todo')).not.toBe('');
  });

  test('S9: a desk whose clock is off is noticed, either way, until it is right', async () => {
    // Instants are whole seconds.
    const now = Math.floor(Date.now() / 1000) * 1000;
    const clock = vi.spyOn(hub.hub, 'clock').mockReturnValue(now);
    const desk = await pairDesk(hub, 'Fast clock');
    const command = 'customers.create';
    const push = async (n: number, hoursOff: number) => {
      const there = formatInstant(hub.hub.clock() + hoursOff * 3_600_000);
      const intent = { n, command, args: { id: `cust_clock_${n}`, name: 'C' } };
      await desk.push([intent], { waiting: 7, clock: there });
      await flushUses(hub.hub);
      return (await hub.call('GET', '/v2/health/details')).body;
    };
    const body = await push(1, 3);
    expect(text(findingIn(body, 'clock'), 'said')).toMatch(/ahead of .* 3 hours/);
    expect(at(body, 'sync', 'waiting')).toBe(6);
    expect(text(findingIn(await push(2, -5), 'clock'), 'said')).toMatch(/behind .* 5 hours/);
    expect((await hub.call('GET', `/v2/devices/${desk.id}`)).body.clock_ahead).toBe(-5 * 3_600);
    expect(findingIn(await push(3, 0), 'clock')).toBeUndefined();
    clock.mockRestore();
  });

  test('a key of the sandbox sees none of it', async () => {
    for (const path of ['/v2/health/details', '/v2/metrics'])
      expect([path, errorOf(await callAs(hub, hub.keys.test, 'GET', path))]).toEqual([path, 'forbidden']);
  });
});
