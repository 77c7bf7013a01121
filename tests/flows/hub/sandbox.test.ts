import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillSandbox } from '../../../server/access/sandbox.ts';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { at, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  await fillSandbox(hub.hub, hub.tenant);
});
afterAll(() => hub.stop());

function ask(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  return callAs(hub, hub.keys.test, method, path, body, headers);
}

describe('the sandbox', () => {
  test('has a made-up clinic of its own, with REF’s ids, in which one can book', async () => {
    const usage = await ask('GET', '/v2/tenant/usage');
    expect(at(usage.body, 'documents')).toMatchObject({ customers: 2000, services: expect.any(Number) });
    expect((await ask('GET', '/v2/customers/cust_priya_01')).status).toBe(200);
    expect((await ask('GET', '/v2/tenant')).body).toMatchObject({
      id: hub.tenant,
      demo: true,
      timezone: 'Asia/Kolkata',
    });
    expect(errorOf(await hub.call('GET', '/v2/customers/cust_priya_01'))).toBe('not_found');
  });

  test('reset puts it back: what was made is gone, what was removed is there again, live is untouched', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_live', name: 'Live' });
    await ask('POST', '/v2/customers', { id: 'cust_mine', name: 'Mine' });
    await ask('PATCH', '/v2/customers/cust_priya_01', { name: 'Somebody else' });
    const before = await ask('GET', '/v2/customers/cust_priya_01');
    const live = rowsOf(hub, 'SELECT * FROM customers');
    const answer = await ask('POST', '/v2/sandbox/reset', {});
    expect(answer.body).toMatchObject({ status: 'reset', documents: { customers: 2000 } });
    expect(errorOf(await ask('GET', '/v2/customers/cust_mine'))).toBe('not_found');
    const after = await ask('GET', '/v2/customers/cust_priya_01');
    expect([before.body.name, after.body.name]).toEqual(['Somebody else', 'Priya Sharma']);
    expect((await ask('POST', '/v2/customers', { id: 'cust_mine', name: 'Mine' })).status).toBe(201);
    expect(rowsOf(hub, 'SELECT * FROM customers')).toEqual(live);
  });

  test('its keys and people stay; its events start over, and cursors from before say so', async () => {
    const person = await signedIn(hub, 'owner', hub.keys.test);
    await ask('POST', '/v2/customers', { name: 'Told of' });
    const page = await ask('GET', '/v2/events?limit=1');
    const { epoch } = hub.hub.stores.test;
    expect((await ask('POST', '/v2/sandbox/reset', {})).status).toBe(200);
    expect(hub.hub.stores.test.epoch).not.toBe(epoch);
    expect(rowsOf(hub, `SELECT value FROM hub WHERE key = 'epoch'`, 'test')).toEqual([
      { value: hub.hub.stores.test.epoch },
    ]);
    expect((await person.call('GET', '/v2/me')).body).toMatchObject({ id: person.id, mode: 'test' });
    expect(list((await ask('GET', '/v2/events')).body, 'data')).toEqual([]);
    const old = await ask('GET', `/v2/events?cursor=${text(page.body, 'next_cursor')}`);
    expect(errorOf(old)).toBe('cursor_expired');
  });

  test('a repeated request under one idempotency key resets once', async () => {
    const headers = { 'x-idempotency-key': 'reset-1' };
    const first = await ask('POST', '/v2/sandbox/reset', {}, headers);
    await ask('POST', '/v2/customers', { id: 'cust_after', name: 'After' });
    const second = await ask('POST', '/v2/sandbox/reset', {}, headers);
    expect([second.headers.get('idempotent-replayed'), second.body]).toEqual(['true', first.body]);
    expect((await ask('GET', '/v2/customers/cust_after')).status).toBe(200);
  });

  test('a live key cannot reset it; one practice’s reset leaves another’s sandbox as it is', async () => {
    expect(errorOf(await hub.call('POST', '/v2/sandbox/reset', {}))).toBe('forbidden');
    await fillSandbox(hub.hub, 'tnt_other');
    const count = () =>
      rowsOf(hub, `SELECT count(*) AS n FROM bookings WHERE tenant_id = 'tnt_other'`, 'test');
    const others = count();
    await ask('POST', '/v2/sandbox/reset', {});
    expect(count()).toEqual(others);
  });

  test('asked for twice at once, it is whole, and nobody sees half of it', async () => {
    const looks: number[] = [];
    let done = false;
    const resets = Promise.all([
      ask('POST', '/v2/sandbox/reset', {}),
      ask('POST', '/v2/sandbox/reset', {}),
    ]).then((answers) => {
      done = true;
      return answers;
    });
    while (!done)
      looks.push(Number(at((await ask('GET', '/v2/tenant/usage')).body, 'documents', 'services')));
    const answers = await resets;
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(new Set(looks).size).toBe(1);
  });
});
