import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeAll(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

/** A body that creates one of each. */
const creates: Readonly<Record<string, { path: string; id: string; body: object }>> = {
  customers: { path: '/v2/customers', id: 'cust_mine', body: { name: 'Mine' } },
  services: { path: '/v2/services', id: 'svc_mine', body: { name: 'Mine', duration: 30 } },
  resources: { path: '/v2/resources', id: 'res_mine', body: { name: 'Mine' } },
  bookings: {
    path: '/v2/bookings',
    id: 'bk_mine',
    body: { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', start_at: '2026-04-20T05:00:00Z' },
  },
  closures: {
    path: '/v2/closures',
    id: 'blk_mine',
    body: { start_at: '2030-01-01T00:00:00Z', end_at: '2030-01-02T00:00:00Z' },
  },
};

describe('ids and external ids', () => {
  for (const [name, { path, id, body }] of Object.entries(creates)) {
    test(`${name}: a caller may bring an id; a second time it is taken`, async () => {
      const made = await hub.call('POST', path, {
        ...body,
        id,
        external_id: `ext-${name}`,
        metadata: { a: 'b' },
      });
      expect(made.body).toMatchObject({ id, external_id: `ext-${name}`, metadata: { a: 'b' }, version: 1 });
      expect(text(made.body, 'links', 'self')).toBe(`${path}/${id}`);
      const again = await hub.call('POST', path, { ...body, id });
      expect([errorOf(again), at(again.body, 'error', 'details', 'id')]).toEqual(['id_taken', id]);
      expect((await hub.call('GET', `${path}/${id}`)).body).toEqual(made.body);
    });

    test(`${name}: an external_id is unique, findable, and free again when it is given up`, async () => {
      const again = await hub.call('POST', path, { ...body, external_id: `ext-${name}` });
      expect(at(again.body, 'error', 'details')).toEqual({ external_id: `ext-${name}`, id });
      expect(errorOf(again)).toBe('id_taken');
      const found = await hub.call('GET', `${path}?external_id=ext-${name}`);
      expect(list(found.body, 'data').map((doc) => at(doc, 'id'))).toEqual([id]);
      await hub.call('PATCH', `${path}/${id}`, { external_id: null });
      expect((await hub.call('GET', `${path}/${id}`)).body).not.toHaveProperty('external_id');
      expect(list((await hub.call('GET', `${path}?external_id=ext-${name}`)).body, 'data')).toEqual([]);
      expect((await hub.call('PATCH', `${path}/${id}`, { external_id: `ext-${name}` })).status).toBe(200);
    });
  }

  test('the id of what was deleted stays taken, its external_id does not', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_gone', name: 'Gone', external_id: 'gone' });
    await hub.call('DELETE', '/v2/customers/cust_gone');
    expect(errorOf(await hub.call('GET', '/v2/customers/cust_gone'))).toBe('erased');
    expect(errorOf(await hub.call('PATCH', '/v2/customers/cust_gone', { name: 'Back' }))).toBe('erased');
    const other = await hub.call('POST', '/v2/customers', { name: 'Other', external_id: 'gone' });
    expect(other.status).toBe(201);
    const same = await hub.call('POST', '/v2/customers', { id: 'cust_gone', name: 'Another person' });
    expect(errorOf(same)).toBe('erased');
  });
});

describe('changing documents', () => {
  test('PATCH changes what it names, null removes, the rest stays; created_at stays, version and updated_at rise', async () => {
    const made = await hub.call('POST', '/v2/customers', {
      name: 'Ravi',
      email: 'ravi@example.com',
      notes: 'x',
      tags: ['vip'],
    });
    clock.advance(60_000);
    const patched = await hub.call('PATCH', `/v2/customers/${made.body.id}`, { email: null, notes: 'y' });
    const { email: _, ...rest } = made.body;
    expect(patched.body).toEqual({ ...rest, notes: 'y', version: 2, updated_at: '2026-04-15T04:01:00Z' });
    for (const body of [
      { name: null },
      { tags: null },
      { metadata: null },
      { version: 7 },
      { tenant_id: 'tnt_x' },
      { created_at: null },
    ])
      expect([body, errorOf(await hub.call('PATCH', `/v2/customers/${made.body.id}`, body))]).toEqual([
        body,
        'validation_failed',
      ]);
  });

  test('instants with an offset are taken and normalised', async () => {
    const made = await hub.call('POST', '/v2/closures', {
      start_at: '2031-01-01T00:00:00+05:30',
      end_at: '2031-01-01T00:00:00-11:00',
    });
    expect(made.body).toMatchObject({ start_at: '2030-12-31T18:30:00Z', end_at: '2031-01-01T11:00:00Z' });
  });

  test('phone numbers become E.164 with the country of the practice', async () => {
    const local = await hub.call('POST', '/v2/customers', { name: 'A', phone: '098765 43210' });
    const foreign = await hub.call('POST', '/v2/customers', { name: 'B', phone: '+49 (30) 1234-5678' });
    expect([local.body.phone, foreign.body.phone]).toEqual(['+919876543210', '+493012345678']);
    const found = await hub.call('GET', '/v2/customers?phone=%2B919876543210');
    expect(list(found.body, 'data')).toHaveLength(1);
    const removed = await hub.call('PATCH', `/v2/customers/${local.body.id}`, { phone: null });
    expect(removed.body).not.toHaveProperty('phone');
  });

  test('a name is kept whole, whatever writing it is in', async () => {
    for (const name of [
      'Zoë Ångström',
      '李小龙',
      'محمد',
      'O’Brien "Q" <b>',
      '👩🏽‍⚕️ Dr',
      "Robert'); DROP TABLE customers;--",
    ]) {
      const made = await hub.call('POST', '/v2/customers', { name });
      expect((await hub.call('GET', `/v2/customers/${made.body.id}`)).body.name).toBe(name);
    }
  });

  test('an archived service is not offered, its bookings stay, and it can be restored', async () => {
    await hub.call('POST', '/v2/services', { id: 'svc_old', name: 'Old', duration: 30, slot_step: 30 });
    const id = await booked(hub, '2026-04-21T05:00:00Z', { service_id: 'svc_old' });
    expect((await hub.call('DELETE', '/v2/services/svc_old')).status).toBe(204);
    expect((await hub.call('GET', '/v2/services/svc_old')).body).toMatchObject({ archived: true });
    expect((await hub.call('GET', `/v2/bookings/${id}`)).status).toBe(200);
    const events = rowsOf(hub, "SELECT type FROM events WHERE type LIKE 'service.%'").length;
    expect((await hub.call('DELETE', '/v2/services/svc_old')).status).toBe(204);
    expect(rowsOf(hub, "SELECT type FROM events WHERE type LIKE 'service.%'")).toHaveLength(events);
    const visit = { customer_id: 'cust_priya_01', service_id: 'svc_old', start_at: '2026-04-22T05:00:00Z' };
    expect(errorOf(await hub.call('POST', '/v2/bookings', visit))).toBe('invalid_service');
    await hub.call('POST', '/v2/services/svc_old/restore');
    expect((await hub.call('POST', '/v2/bookings', visit)).status).toBe(201);
  });

  test('a customer with visits to come cannot be removed', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_soon', name: 'Soon' });
    const id = await booked(hub, '2026-04-23T05:00:00Z', { customer_id: 'cust_soon' });
    const refused = await hub.call('DELETE', '/v2/customers/cust_soon');
    expect([errorOf(refused), at(refused.body, 'error', 'details', 'bookings')]).toEqual([
      'outside_policy',
      [id],
    ]);
    await hub.call('POST', `/v2/bookings/${id}/cancel`);
    expect((await hub.call('DELETE', '/v2/customers/cust_soon')).status).toBe(204);
  });
});
