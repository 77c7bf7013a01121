import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';

let hub: TestHub;
let id: string;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  await referencePractice(hub);
  id = await booked(hub, '2026-04-20T05:00:00Z');
  for (const hour of ['06', '07', '08', '09']) await booked(hub, `2026-04-20T${hour}:00:00Z`);
});
afterAll(() => hub.stop());

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return hub.call('GET', path, undefined, headers);
}

async function documents(): Promise<Record<string, unknown>> {
  return {
    customer: (await get('/v2/customers/cust_priya_01')).body,
    service: (await get('/v2/services/svc_consult_30')).body,
    resource: (await get('/v2/resources/res_dr_niket')).body,
  };
}

describe('expand', () => {
  test('embeds what the document names, as it is read by itself', async () => {
    const plain = await get(`/v2/bookings/${id}`);
    const { body } = await get(`/v2/bookings/${id}?expand=customer,service,resource`);
    expect(body).toEqual({ ...plain.body, ...(await documents()) });
    const one = await get(`/v2/bookings/${id}?expand=service`);
    expect(one.body).toEqual({ ...plain.body, service: (await documents()).service });
  });

  test('in lists, too, nested ones among them', async () => {
    const wanted = await documents();
    for (const path of [
      '/v2/bookings?',
      '/v2/customers/cust_priya_01/bookings?',
      '/v2/resources/res_dr_niket/bookings?',
    ]) {
      const plain = await get(`${path}limit=3`);
      const { body } = await get(`${path}limit=3&expand=customer,resource`);
      const { customer, resource } = wanted;
      expect(body.data).toEqual(
        list(plain.body, 'data').map((booking) => ({ ...booking, customer, resource })),
      );
      expect(body.has_more).toBe(true);
    }
  });

  test('a cursor goes on with or without it', async () => {
    const { body } = await get('/v2/bookings?limit=2');
    const next = await get(`/v2/bookings?limit=2&expand=customer&cursor=${text(body, 'next_cursor')}`);
    expect(at(next.body, 'data', 0, 'customer', 'id')).toBe('cust_priya_01');
  });

  test.each(['customers', 'customer,', 'customer;service', '', 'history', 'links', 'tenant', '__proto__'])(
    'expand=%s is refused',
    async (names) => {
      const answer = await get(`/v2/bookings?expand=${names}`);
      expect([errorOf(answer), text(answer.body, 'error', 'details', 'issues', 0, 'path')]).toEqual([
        'validation_failed',
        expect.stringMatching(/^expand/),
      ]);
    },
  );

  test('what names nothing has no such parameter', async () => {
    expect(errorOf(await get('/v2/customers?expand=customer'))).toBe('validation_failed');
    expect(errorOf(await get('/v2/customers/cust_priya_01?expand=customer'))).toBe('validation_failed');
  });

  test('P4: only what the key may read by itself', async () => {
    const made = await hub.call('POST', '/v2/api-keys', {
      name: 'Few',
      kind: 'secret',
      scopes: ['bookings:read', 'services:read'],
    });
    const authorization = `Bearer ${text(made.body, 'secret')}`;
    expect((await get(`/v2/bookings/${id}?expand=service`, { authorization })).status).toBe(200);
    for (const path of [`/v2/bookings/${id}?expand=customer`, '/v2/bookings?expand=service,customer']) {
      const answer = await get(path, { authorization });
      expect([errorOf(answer), at(answer.body, 'error', 'details', 'scope')]).toEqual([
        'forbidden',
        'customers:read',
      ]);
    }
  });

  test('its ETag tells of what is embedded, and counts as the version in If-Match', async () => {
    const path = `/v2/bookings/${id}?expand=customer`;
    const first = String((await get(path)).headers.get('etag'));
    expect((await get(path, { 'if-none-match': first })).status).toBe(304);
    await hub.call('PATCH', '/v2/customers/cust_priya_01', { notes: 'Changed' });
    const second = await get(path, { 'if-none-match': first });
    expect([second.status, at(second.body, 'customer', 'notes')]).toEqual([200, 'Changed']);
    const tag = String(second.headers.get('etag'));
    const patched = await hub.call('PATCH', `/v2/bookings/${id}`, { notes: 'x' }, { 'if-match': tag });
    expect(patched.status).toBe(200);
    const stale = await hub.call('PATCH', `/v2/bookings/${id}`, { notes: 'y' }, { 'if-match': tag });
    expect(errorOf(stale)).toBe('version_conflict');
  });

  test('what was removed is null', async () => {
    await hub.call('POST', '/v2/resources', { id: 'res_gone', name: 'Gone', kind: 'room' });
    const made = await hub.call('POST', '/v2/bookings', {
      customer_id: 'cust_priya_01',
      service_id: 'svc_consult_30',
      resource_id: 'res_gone',
      start_at: '2026-04-21T05:00:00Z',
    });
    await hub.call('POST', `/v2/bookings/${text(made.body, 'id')}/cancel`);
    expect((await hub.call('DELETE', '/v2/resources/res_gone')).status).toBe(204);
    const { body } = await get(`/v2/bookings/${text(made.body, 'id')}?expand=resource`);
    expect(body).toMatchObject({ resource_id: 'res_gone', resource: null });
  });

  test('costs one query for each kind, however many rows there are', async () => {
    const { stores } = hub.hub;
    const counts: number[] = [];
    for (const limit of [1, 5]) {
      let ranges = 0;
      const { read } = stores.live;
      const spy = vi.spyOn(stores.live, 'read').mockImplementation((tenant, work) =>
        read(tenant, (view) =>
          work({
            ...view,
            range: (...question) => {
              ranges++;
              return view.range(...question);
            },
          }),
        ),
      );
      await get(`/v2/bookings?limit=${limit}&expand=customer,service,resource`);
      spy.mockRestore();
      counts.push(ranges);
    }
    expect(counts).toEqual([3, 3]);
  });
});
