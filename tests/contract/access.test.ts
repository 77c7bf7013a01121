import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitions } from '../../shared/resources/index.ts';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { callAs } from '../kit/people.ts';
import { at, errorOf, list, text } from '../kit/rest.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { seedWorld, today } from './world.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  await seedWorld(hub);
});
afterAll(() => hub.stop());

describe('P1: deny by default', () => {
  test('a website’s key sees the public fields of services and resources and no others', async () => {
    for (const name of ['services', 'resources'] as const) {
      const found = await callAs(hub, hub.keys.public, 'GET', `/v2/${name}`);
      const full = await hub.call('GET', `/v2/${name}`);
      const fields = new Set(list(found.body, 'data').flatMap((doc) => Object.keys(doc)));
      const known = ['id', 'tenant_id', 'links', ...(definitions[name].publicFields ?? [])];
      expect([...fields].filter((field) => !known.includes(field))).toEqual([]);
      expect(list(full.body, 'data').flatMap((doc) => Object.keys(doc))).toContain('metadata');
      const one = await callAs(
        hub,
        hub.keys.public,
        'GET',
        `/v2/${name}/${text(found.body, 'data', 0, 'id')}`,
      );
      expect(one.body).toEqual(at(found.body, 'data', 0));
    }
  });

  test('what a desk’s session is not allowed, an intent is not either', async () => {
    const desk = await pairDesk(hub);
    const answer = await desk.push([{ n: 1, command: 'practice.update', args: { name: 'Ours now' } }]);
    expect(at(answer.body, 'outcomes', 0, 'state')).toBe('refused');
    expect((await hub.call('GET', '/v2/tenant')).body.name).not.toBe('Ours now');
  });

  test('hashes of secrets are in no answer', async () => {
    const paths = ['/v2/me', '/v2/tenant', '/v2/events?limit=100', '/v2/openapi.json'];
    for (const path of paths) {
      const { body } = await hub.call('GET', path);
      // By what a certificate is known is no secret; the docs show one.
      expect(JSON.stringify(body).replaceAll('3f1c'.repeat(16), '')).not.toMatch(
        /[0-9a-f]{64}|(?:sk|pk)_(?:live|test)_\w{20,}|dsk_live_\w{20,}/,
      );
    }
  });
});

describe('S10: sandbox and live never mix', () => {
  test('what is made with one key is not there for the other', async () => {
    const authorization = `Bearer ${hub.keys.test}`;
    const made = await hub.call(
      'POST',
      '/v2/customers',
      { id: 'cust_sandbox', name: 'Test' },
      { authorization },
    );
    expect(made.status).toBe(201);
    expect(errorOf(await hub.call('GET', '/v2/customers/cust_sandbox'))).toBe('not_found');
    const live = await hub.call('GET', '/v2/customers/cust_priya_01', undefined, { authorization });
    expect(errorOf(live)).toBe('not_found');
    const events = await hub.call('GET', '/v2/events?limit=100', undefined, { authorization });
    expect(new Set(list(events.body, 'data').map((event) => at(event, 'mode')))).toEqual(new Set(['test']));
  });

  test('a sandbox key reads no live calendar, cursor or sync', async () => {
    const authorization = `Bearer ${hub.keys.test}`;
    const events = await hub.call('GET', '/v2/events?limit=1');
    const cursor = text(events.body, 'next_cursor');
    const other = await hub.call('GET', `/v2/events?cursor=${cursor}`, undefined, { authorization });
    expect(errorOf(other)).toBe('cursor_expired');
    const ics = await hub.call('GET', '/v2/bookings/bk_confirmed/ics', undefined, { authorization });
    expect(errorOf(ics)).toBe('not_found');
    const pull = await hub.call('GET', '/v2/sync/bookings', undefined, { authorization });
    expect(errorOf(pull)).toBe('forbidden');
  });
});
