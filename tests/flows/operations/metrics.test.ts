import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs } from '../../kit/people.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

/** Lines of the numbers by name and labels, as they stand there. */
async function numbers(): Promise<Map<string, number>> {
  const response = await fetch(`${hub.url}/v2/metrics`, {
    headers: { authorization: `Bearer ${hub.keys.live}` },
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

test('each answer is counted by the name of its route and its status, from the start on', async () => {
  for (let i = 0; i < 3; i++) await hub.call('GET', '/v2/customers?q=Priya');
  await hub.call('GET', '/v2/customers/cust_priya_01');
  await callAs(hub, undefined, 'GET', '/v2/customers');
  await hub.call('GET', '/v2/priya');
  const found = await numbers();
  const count = (route: string, status: number) =>
    found.get(`dunebook_http_requests_total{route="${route}",status="${status}"}`);
  expect(count('list_customers', 200)).toBe(3);
  expect(count('list_customers', 401)).toBe(1);
  expect(count('get_customers', 404)).toBe(1);
  expect(count('none', 404)).toBe(1);
  const of = 'dunebook_http_request_duration_seconds';
  expect(found.get(`${of}_count{route="list_customers"}`)).toBe(4);
  expect(found.get(`${of}_bucket{le="+Inf",route="list_customers"}`)).toBe(4);
  const buckets = [...found].filter(
    ([name]) => name.startsWith(`${of}_bucket`) && name.includes('list_customers'),
  );
  expect(buckets.map(([, value]) => value)).toEqual(
    buckets.map(([, value]) => value).toSorted((a, b) => a - b),
  );
  expect(found.get(`${of}_sum{route="list_customers"}`)).toBeGreaterThan(0);
  // Names of routes are few and known; what somebody asked for is no label.
  expect([...found.keys()].join('\n')).not.toMatch(/priya/i);
});

test('store, disk, outbox, desks and the process are among the numbers', async () => {
  await numbers();
  const found = await numbers();
  for (const name of [
    'dunebook_store_bytes{file="live.sqlite"}',
    'dunebook_store_changes{mode="live"}',
    'dunebook_disk_free_bytes',
    'dunebook_outbox_waiting',
    'dunebook_desks{state="here"}',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
  ])
    expect([name, Number.isFinite(found.get(name))]).toEqual([name, true]);
  const before = found.get('dunebook_store_changes{mode="live"}');
  await hub.call('POST', '/v2/customers', { name: 'Somebody' });
  expect((await numbers()).get('dunebook_store_changes{mode="live"}')).toBeGreaterThan(Number(before));
});
