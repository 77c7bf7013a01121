import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asHub } from '../../../server/access/grant.ts';
import { loadDocuments } from '../../../shared/commands/practice/load.ts';
import { deskResources } from '../../../shared/resources/index.ts';
import type { Checkpoint } from '../../../shared/wire/pull.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';
import { pairDesk, type WireDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
let desk: WireDesk;
beforeEach(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  await referencePractice(hub);
  desk = await pairDesk(hub);
});
afterEach(() => hub.stop());

/** One transaction that writes `count` customers. */
function writeCustomers(from: number, count: number): Promise<void> {
  const at = '2026-04-15T04:00:00Z';
  const documents = Array.from({ length: count }, (_, i) => ({
    resource: 'customers',
    doc: {
      id: `cust_${from + i}`,
      name: `Customer ${from + i}`,
      tags: [],
      tenant_id: hub.tenant,
      metadata: {},
      version: 1,
      created_at: at,
      updated_at: at,
    },
  }));
  return asHub(hub.hub, hub.tenant, loadDocuments, { documents });
}

/** Pulls to the end as a desk does: page after page, until one is shorter than the limit. */
async function pullAll(
  collection: string,
  limit: number,
  from: Partial<Checkpoint> = {},
  between?: () => Promise<void>,
) {
  const documents: Record<string, unknown>[] = [];
  let checkpoint = from;
  for (;;) {
    const page = await desk.pull(collection, { ...checkpoint, limit });
    documents.push(...page.documents);
    checkpoint = page.checkpoint;
    if (page.documents.length < limit) return { documents, checkpoint, applied_n: page.applied_n };
    await between?.();
  }
}

describe('cursor', () => {
  test('pages of 100 over transactions that write 300 rows each miss nothing, also while more are written', async () => {
    for (let i = 0; i < 3; i++) await writeCustomers(i * 300, 300);
    let written = 900;
    const { documents, checkpoint } = await pullAll('customers', 100, {}, async () => {
      if (written >= 2100) return;
      // Half of them are known to the desk by now, the others are new.
      await writeCustomers(written - 150, 300);
      written += 150;
    });
    const ids = new Set(documents.map((doc) => doc.id));
    for (let i = 0; i < written; i++) expect(ids).toContain(`cust_${i}`);
    const seqs = documents.map((doc) => Number(doc.seq));
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(await pullAll('customers', 100, checkpoint)).toMatchObject({ documents: [] });
    await writeCustomers(0, 5);
    expect((await pullAll('customers', 100, checkpoint)).documents.map((doc) => doc.id)).toEqual(
      [0, 1, 2, 3, 4].map((i) => `cust_${i}`),
    );
  });

  test('events: pages of 100 miss none, and the last cursor goes on where it ended', async () => {
    for (let i = 0; i < 120; i++) await hub.call('POST', '/v2/customers', { name: `C ${i}` });
    const seen: string[] = [];
    let cursor = '';
    for (let more = true; more; ) {
      const page = await hub.call('GET', `/v2/events?limit=100${cursor && `&cursor=${cursor}`}`);
      seen.push(...list(page.body, 'data').map((event) => text(event, 'id')));
      cursor = text(page.body, 'next_cursor');
      more = page.body.has_more === true;
      if (seen.length === 100) await hub.call('POST', '/v2/customers', { name: 'Meanwhile' });
    }
    expect(seen).toHaveLength(3 + 121);
    expect(new Set(seen).size).toBe(seen.length);
    await hub.call('POST', '/v2/customers', { name: 'Later' });
    const later = await hub.call('GET', `/v2/events?cursor=${cursor}`);
    expect(list(later.body, 'data')).toMatchObject([
      { type: 'customer.created', data: { object: { name: 'Later' } } },
    ]);
  });

  test('decision 4: a checkpoint of another epoch starts over, whatever its seq', async () => {
    const { checkpoint } = await pullAll('customers', 100);
    const other = { epoch: randomUUID(), seq: 1_000_000, initial_until: 1_000_000 };
    const page = await desk.pull('customers', other);
    expect(page.documents.map((doc) => doc.id)).toEqual(['cust_priya_01']);
    expect(page.checkpoint).toEqual(checkpoint);
    expect(page.checkpoint.epoch).toBe(hub.hub.stores.live.epoch);
  });

  test('a deleted document comes as a tombstone', async () => {
    const { checkpoint } = await pullAll('customers', 100);
    await hub.call('DELETE', '/v2/customers/cust_priya_01');
    const { documents } = await pullAll('customers', 100, checkpoint);
    expect(documents).toMatchObject([{ id: 'cust_priya_01', _deleted: true, seq: expect.any(Number) }]);
  });
});

describe('what a desk keeps', () => {
  test('stored documents: money in minor units, history included', async () => {
    await hub.call('PATCH', '/v2/services/svc_consult_30', { price: { amount: 12.5, currency: 'EUR' } });
    await booked(hub, '2026-04-20T05:00:00Z');
    expect((await desk.pull('services')).documents).toMatchObject([{ price: { amount_minor: 1250 } }]);
    expect((await desk.pull('bookings')).documents).toMatchObject([{ history: [{ action: 'created' }] }]);
  });

  test('bookings older than history_days are left out at first, and sent when they change', async () => {
    const override = ['min_notice', 'outside_working_hours'];
    await booked(hub, '2026-01-05T05:00:00Z', { id: 'bk_old', override });
    await booked(hub, '2026-03-02T05:00:00Z', { id: 'bk_recent', override });
    const { documents, checkpoint } = await pullAll('bookings', 1);
    expect(documents.map((doc) => doc.id)).toEqual(['bk_recent']);
    await hub.call('PATCH', '/v2/bookings/bk_old', { notes: 'Found the file' });
    expect((await pullAll('bookings', 1, checkpoint)).documents.map((doc) => doc.id)).toEqual(['bk_old']);
  });

  test('keys, invitations, devices and feeds are kept by no desk', async () => {
    for (const name of [
      'api_keys',
      'invites',
      'devices',
      'feeds',
      'events',
      'claims',
      '__proto__',
      'constructor',
    ])
      expect([name, errorOf(await desk.call('GET', `/v2/sync/${name}`))]).toEqual([name, 'not_found']);
    expect(deskResources).not.toContain('api_keys');
  });
});

describe('applied_n', () => {
  test('counts an intent only when the page reaches what it changed', async () => {
    const create = (n: number) => ({
      n,
      command: 'customers.create',
      args: { id: `cust_made_${n}`, name: `Made ${n}` },
    });
    expect((await desk.pull('customers')).applied_n).toBe(0);
    await desk.push([create(1), create(2), create(3)]);
    let checkpoint: Partial<Checkpoint> = {};
    for (;;) {
      const page = await desk.pull('customers', { ...checkpoint, limit: 1 });
      const seq = page.checkpoint.seq;
      const made = await Promise.all([1, 2, 3].map((n) => seqOf(`cust_made_${n}`)));
      for (const n of [1, 2, 3]) if (page.applied_n >= n) expect(made[n - 1]).toBeLessThanOrEqual(seq);
      checkpoint = page.checkpoint;
      if (page.documents.length === 0) {
        expect(page.applied_n).toBe(3);
        break;
      }
    }
  });

  test('counts refused intents too, belongs to one install, and other collections count it as well', async () => {
    await desk.push([
      { n: 1, command: 'bookings.cancel', args: { id: 'bk_unknown' } },
      { n: 2, command: 'customers.create', args: { name: 'New' } },
    ]);
    for (const collection of deskResources)
      expect([collection, (await desk.pull(collection)).applied_n]).toEqual([collection, 2]);
    expect((await desk.pull('customers', { install: randomUUID() })).applied_n).toBe(0);
    const pairedAnew = await pairDesk(hub, 'The same store under another device');
    expect((await pairedAnew.pull('customers', { install: desk.install })).applied_n).toBe(2);
  });

  async function seqOf(id: string): Promise<number> {
    const all = await desk.pull('customers', { limit: 1000 });
    return Number(
      at(
        all.documents.find((doc) => doc.id === id),
        'seq',
      ),
    );
  }
});

describe('stream', () => {
  test('tells how far every collection is, then what changes, and no more', async () => {
    const stream = await desk.stream();
    const first = await stream.next();
    expect(Object.keys(first.collections).sort()).toEqual([...deskResources].sort());
    expect(first.epoch).toBe(hub.hub.stores.live.epoch);
    await hub.call('POST', '/v2/customers', { name: 'New' }, { authorization: `Bearer ${hub.keys.test}` });
    await hub.call('POST', '/v2/customers', { name: 'New' });
    const second = await stream.next();
    expect(Object.keys(second.collections)).toEqual(['customers']);
    expect(second.collections.customers).toBeGreaterThan(first.collections.customers ?? 0);
    const { documents } = await desk.pull('customers');
    expect(Math.max(...documents.map((doc) => Number(doc.seq)))).toBe(second.collections.customers);
    stream.close();
  });

  test('every desk is told, the one that did it too', async () => {
    const other = await pairDesk(hub, 'Other');
    const streams = await Promise.all([desk.stream(), other.stream()]);
    for (const stream of streams) await stream.next();
    await desk.push([{ n: 1, command: 'customers.create', args: { name: 'New' } }]);
    for (const stream of streams) {
      expect(Object.keys((await stream.next()).collections)).toEqual(['customers']);
      stream.close();
    }
  });
});
