import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, Tx, WalkPage } from '../../server/store/store.ts';
import type { Docs } from '../../shared/resources/index.ts';
import { minutes } from '../../shared/time/instants.ts';

/** Opens an empty store; with a `folder` that an earlier one had, the same store again. */
export type OpenStore = () => { store: Store; reopen(): Store; remove(): void };

const clinic = 'tnt_clinic';
const other = 'tnt_other';
const common = {
  metadata: {},
  version: 1,
  created_at: '2026-04-15T00:00:00Z',
  updated_at: '2026-04-15T00:00:00Z',
};

function customer(id: string, more: Partial<Docs['customers']> = {}): Docs['customers'] {
  return { ...common, id, tenant_id: clinic, name: id, tags: [], ...more };
}

function hold(id: string, start: number, more: Partial<Docs['holds']> = {}): Docs['holds'] {
  const iso = (ms: number) => new Date(ms).toISOString().replace('.000', '');
  return {
    ...common,
    id,
    tenant_id: clinic,
    service_id: 'svc_1',
    resource_id: 'res_1',
    allocations: [{ role: 'practitioner', resource_id: 'res_1' }],
    start_at: iso(start),
    end_at: iso(start + minutes(30)),
    buffer_before: 0,
    buffer_after: 0,
    expires_at: iso(start),
    held_by: 'Desk',
    ...more,
  };
}

function event(id: string) {
  return {
    id,
    type: 'customer.created',
    api_version: 'v2' as const,
    tenant_id: clinic,
    mode: 'live' as const,
    created_at: '2026-04-15T00:00:00Z',
    data: { object: {} },
    actor: { kind: 'system', id: 'hub', name: 'Hub' },
    request_id: 'req_1',
  };
}

/** What every store must do, in the words of `server/store/store.ts`. */
export function storeContract(open: OpenStore): void {
  let opened: ReturnType<OpenStore>;
  let store: Store;
  beforeEach(() => {
    opened = open();
    store = opened.store;
  });
  afterEach(() => {
    store.close();
    opened.remove();
  });

  function put(...ids: string[]): Promise<number[]> {
    return store.write(clinic, async (tx) => ids.map((id) => tx.put('customers', customer(id), false)));
  }

  function idsSince(after: number, limit = 1000): Promise<string[]> {
    return store.read(clinic, async (view) =>
      view.changes('customers', after, limit).map(({ doc }) => doc.id),
    );
  }

  describe('decision 4: one number per change', () => {
    test('documents and events take dense numbers in order, of which each exists once', async () => {
      const seqs = await store.write(clinic, async (tx) => [
        tx.put('customers', customer('cust_1'), false),
        tx.append(event('evt_1')).seq,
        tx.put('customers', customer('cust_2'), false),
        tx.put('customers', customer('cust_1', { name: 'Again' }), false),
      ]);
      expect(seqs).toEqual([1, 2, 3, 4]);
      expect(await put('cust_3')).toEqual([5]);
      expect(await store.read(clinic, async (view) => view.seq())).toBe(5);
      expect(await idsSince(0)).toEqual(['cust_2', 'cust_1', 'cust_3']);
    });

    test('numbers of works that wait together are in the order of the works', async () => {
      const all = await Promise.all(Array.from({ length: 300 }, (_, i) => put(`cust_${i}`)));
      expect(all.flat()).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    });

    test('tenants count for themselves and see nothing of each other', async () => {
      await put('cust_1', 'cust_2');
      const seq = await store.write(other, async (tx) =>
        tx.put('customers', customer('cust_1', { tenant_id: other, name: 'Theirs' }), false),
      );
      expect(seq).toBe(1);
      await store.read(other, async (view) => {
        expect(view.changes('customers', 0, 10)).toHaveLength(1);
        expect(await view.get('customers', 'cust_2')).toBeUndefined();
        expect(view.events(0, 10)).toEqual([]);
      });
      expect((await store.read(clinic, (view) => view.get('customers', 'cust_1')))?.name).toBe('cust_1');
    });
  });

  describe('decision 5: one transaction per command', () => {
    test('a work that throws leaves nothing, no number and no event; those beside it are kept', async () => {
      const broken = (tx: Tx) => {
        tx.put('customers', customer('cust_lost'), false);
        tx.append(event('evt_lost'));
        tx.remember('key', { fingerprint: 'f', body: new Uint8Array([1]) }, Number.MAX_SAFE_INTEGER);
        return Promise.reject(new Error('broken'));
      };
      const results = await Promise.allSettled([put('cust_1'), store.write(clinic, broken), put('cust_2')]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await idsSince(0)).toEqual(['cust_1', 'cust_2']);
      await store.read(clinic, async (view) => {
        expect(view.seq()).toBe(2);
        expect(view.events(0, 10)).toEqual([]);
      });
      expect(await store.write(clinic, async (tx) => tx.recall('key', 0))).toBeUndefined();
    });

    test('works see what the works before them wrote', async () => {
      const seen = await Promise.all([
        put('cust_1'),
        store.write(clinic, (tx) => tx.get('customers', 'cust_1')),
      ]);
      expect(seen[1]).toMatchObject({ id: 'cust_1' });
    });

    test('a reader sees one state, whatever is written meanwhile, and does not wait', async () => {
      await put('cust_1');
      let writing: Promise<unknown> = Promise.resolve();
      await store.read(clinic, async (view) => {
        const before = [view.seq(), view.changes('customers', 0, 10).length];
        writing = put('cust_2');
        expect(await view.get('customers', 'cust_2')).toBeUndefined();
        expect([view.seq(), view.changes('customers', 0, 10).length]).toEqual(before);
      });
      await writing;
      expect(await idsSince(0)).toHaveLength(2);
    });

    test('what was answered is there when the store is opened again, under the same epoch', async () => {
      await put('cust_1');
      const { epoch } = store;
      store.close();
      store = opened.reopen();
      expect(store.epoch).toBe(epoch);
      expect(await idsSince(0)).toEqual(['cust_1']);
      expect(await put('cust_2')).toEqual([2]);
    });
  });

  describe('documents', () => {
    test('a deleted one is found by no look-up, and is among the changes', async () => {
      await put('cust_1');
      await store.write(clinic, async (tx) => tx.put('customers', customer('cust_1', { version: 2 }), true));
      await store.read(clinic, async (view) => {
        expect(await view.get('customers', 'cust_1')).toBeUndefined();
        expect(await view.range('customers', [])).toEqual([]);
        expect(view.list('customers', { conditions: [], sort: 'name', descending: false, limit: 9 })).toEqual(
          [],
        );
        expect(view.changes('customers', 0, 10)).toMatchObject([
          { seq: 2, deleted: true, doc: { id: 'cust_1', version: 2 } },
        ]);
      });
      await store.write(clinic, async (tx) => {
        expect([tx.wasDeleted('customers', 'cust_1'), tx.wasDeleted('customers', 'cust_2')]).toEqual([
          true,
          false,
        ]);
      });
    });

    test('range keeps to its conditions, its order and its limit', async () => {
      await store.write(clinic, async (tx) => {
        for (const [id, name] of [
          ['cust_3', 'B'],
          ['cust_1', 'C'],
          ['cust_2', 'A'],
          ['cust_4', 'B'],
        ] as const)
          tx.put('customers', customer(id, { name, email: `${id}@example.com` }), false);
      });
      await store.read(clinic, async (view) => {
        const ids = async (...args: Parameters<typeof view.range>) =>
          (await view.range(...args)).map(({ id }) => id);
        expect(await ids('customers', [])).toEqual(['cust_1', 'cust_2', 'cust_3', 'cust_4']);
        expect(await ids('customers', [], { order: 'name' })).toEqual([
          'cust_2',
          'cust_3',
          'cust_4',
          'cust_1',
        ]);
        expect(await ids('customers', [], { order: 'name', limit: 2 })).toEqual(['cust_2', 'cust_3']);
        expect(await ids('customers', [['name', '=', 'B']])).toEqual(['cust_3', 'cust_4']);
        expect(
          await ids('customers', [
            ['name', '>=', 'B'],
            ['name', '<', 'C'],
          ]),
        ).toEqual(['cust_3', 'cust_4']);
        expect(await ids('customers', [['name', 'in', ['A', 'C']]])).toEqual(['cust_1', 'cust_2']);
        expect(await ids('customers', [['name', '>', 'B']])).toEqual(['cust_1']);
        await expect(view.range('customers', [['notes', '=', 'x']])).rejects.toThrow('no column');
      });
    });

    test('a first sync leaves out what is old and unchanged since, and nothing else', async () => {
      const at = (iso: string) => Date.parse(iso);
      await store.write(clinic, async (tx) => {
        tx.put('holds', hold('hold_old', at('2026-01-01T00:00:00Z')), false);
        tx.put('holds', hold('hold_new', at('2026-04-01T00:00:00Z')), false);
        tx.put('holds', hold('hold_older', at('2025-01-01T00:00:00Z')), false);
      });
      const ids = (after: number, until: number, limit = 10) =>
        store.read(clinic, async (view) =>
          view
            .changes('holds', after, limit, { field: 'start_at', below: '2026-03-01T00:00:00Z', until })
            .map(({ doc }) => doc.id),
        );
      expect(await ids(0, 3)).toEqual(['hold_new']);
      expect(await ids(0, 2)).toEqual(['hold_new', 'hold_older']);
      expect(await ids(0, 0)).toEqual(['hold_old', 'hold_new', 'hold_older']);
      expect(await ids(0, 3, 1)).toEqual(['hold_new']);
    });
  });

  describe('walks', () => {
    /** Two of customers by name from where the last page ended. */
    function next(asOf?: number, from?: WalkPage['from'], descending = false): Promise<string[]> {
      const page = { conditions: [], sort: 'name', descending, limit: 2, asOf, ...(from && { from }) };
      return store.read(clinic, async (view) =>
        view.walk('customers', page).map(({ doc, value }) => `${value} ${doc.id}`),
      );
    }

    function rename(id: string, name: string, version: number, deleted = false): Promise<number> {
      return store.write(clinic, async (tx) => tx.put('customers', customer(id, { name, version }), deleted));
    }

    test('rows stand where they stood when it began, however often they are changed; those made since are left out', async () => {
      await put('cust_a', 'cust_b', 'cust_c', 'cust_d');
      expect(await next()).toEqual(['cust_a cust_a', 'cust_b cust_b']);
      const from = { value: 'cust_b', id: 'cust_b', backwards: false };
      await rename('cust_a', 'z', 2);
      await rename('cust_d', 'a', 2);
      await rename('cust_d', 'b', 3);
      await rename('cust_e', 'cust_bb', 1);
      await rename('cust_e', 'cust_bc', 2);
      expect(await next(4, from)).toEqual(['cust_c cust_c', 'cust_d cust_d']);
      const back = { value: 'cust_c', id: 'cust_c', backwards: true };
      expect(await next(4, back)).toEqual(['cust_a cust_a', 'cust_b cust_b']);
      expect(await next()).toEqual(['b cust_d', 'cust_b cust_b']);
      expect(await next(undefined, undefined, true)).toEqual(['z cust_a', 'cust_c cust_c']);
    });

    test('what is deleted is met no more, and other tenants are not met at all', async () => {
      await put('cust_a', 'cust_b', 'cust_c');
      await store.write(other, async (tx) => {
        tx.put('customers', { ...customer('cust_b'), tenant_id: other }, false);
        tx.put('customers', { ...customer('cust_b', { name: 'x' }), tenant_id: other }, false);
      });
      await rename('cust_b', 'a', 2);
      await rename('cust_b', 'a', 3, true);
      const from = { value: 'cust_a', id: 'cust_a', backwards: false };
      expect(await next(3, from)).toEqual(['cust_c cust_c']);
    });
  });

  describe('reads for many at once', () => {
    beforeEach(async () => {
      await store.write(clinic, async (tx) => {
        for (let i = 0; i < 12; i++) {
          const resource_id = `res_${i % 3}`;
          tx.put(
            'holds',
            hold(`hold_${i}`, Date.parse('2026-05-01T00:00:00Z') + minutes(30 * i), { resource_id }),
            false,
          );
        }
        tx.put('holds', hold('hold_gone', Date.parse('2026-05-01T00:00:00Z')), true);
      });
      await store.write(other, async (tx) =>
        tx.put('holds', hold('hold_theirs', 0, { tenant_id: other, resource_id: 'res_1' }), false),
      );
    });

    test('getMany finds those of the ids that there are', async () => {
      const ids = ['hold_3', 'hold_none', 'hold_gone', 'hold_theirs', 'hold_0', 'hold_3', "' OR 1=1 --"];
      const found = await store.read(clinic, (view) => view.getMany('holds', ids));
      expect(found.map(({ id }) => id).sort()).toEqual(['hold_0', 'hold_3']);
      expect(await store.read(clinic, (view) => view.getMany('holds', []))).toEqual([]);
    });

    test('walkEach begins the walk of each list as a walk of its own does', async () => {
      const parents = ['res_1', 'res_none', 'res_0'];
      for (const descending of [false, true])
        for (const limit of [1, 3, 100]) {
          const page = {
            conditions: [['start_at', '>=', '2026-05-01T01:00:00Z']] as const,
            sort: 'start_at',
            descending,
            limit,
          };
          await store.read(clinic, async (view) => {
            const each = view.walkEach('holds', 'resource_id', parents, page);
            expect([...each.keys()].sort()).toEqual(['res_0', 'res_1']);
            for (const parent of parents) {
              const own = [...page.conditions, ['resource_id', '=', parent] as const];
              expect(each.get(parent) ?? []).toEqual(view.walk('holds', { ...page, conditions: own }));
            }
          });
        }
    });
  });

  describe('stored answers', () => {
    test('are there until they run out, and then go a few at a time', async () => {
      await store.write(clinic, async (tx) => {
        for (const [key, at] of [
          ['a', 100],
          ['b', 200],
          ['c', 300],
        ] as const)
          tx.remember(key, { fingerprint: key, body: new Uint8Array([1]) }, at);
        expect(['a', 'b', 'c'].map((key) => tx.recall(key, 200)?.fingerprint)).toEqual([
          undefined,
          undefined,
          'c',
        ]);
        tx.forgetAnswers(200, 1);
        expect(['a', 'b', 'c'].map((key) => tx.recall(key, 0)?.fingerprint)).toEqual([undefined, 'b', 'c']);
        tx.forgetAnswers(250, 5);
        expect(['a', 'b', 'c'].map((key) => tx.recall(key, 0)?.fingerprint)).toEqual([
          undefined,
          undefined,
          'c',
        ]);
      });
    });
  });

  describe('claims', () => {
    const noon = Date.parse('2026-04-20T12:00:00Z');
    const day = { start: noon - minutes(12 * 60), end: noon + minutes(12 * 60) };

    test('are those of the newest version of a document, and go with it', async () => {
      const claims = () => store.read(clinic, (view) => view.claims(['res_1', 'res_2'], day));
      await store.write(clinic, async (tx) => tx.put('holds', hold('hold_1', noon), false));
      expect(await claims()).toMatchObject([
        { owner: 'hold_1', resource_id: 'res_1', core: { start: noon } },
      ]);
      const moved = hold('hold_1', noon + minutes(60), {
        allocations: [{ role: 'room', resource_id: 'res_2' }],
      });
      await store.write(clinic, async (tx) => tx.put('holds', moved, false));
      expect(await claims()).toMatchObject([{ resource_id: 'res_2', core: { start: noon + minutes(60) } }]);
      await store.write(clinic, async (tx) => tx.put('holds', moved, true));
      expect(await claims()).toEqual([]);
    });

    test('T6: a span finds those whose padded range touches it, not those that meet it at an end', async () => {
      const padded = hold('hold_1', noon, { buffer_before: 10, buffer_after: 20 });
      await store.write(clinic, async (tx) => tx.put('holds', padded, false));
      const found = (from: number, to: number) =>
        store.read(clinic, async (view) => {
          const span = { start: noon + minutes(from), end: noon + minutes(to) };
          return (await view.claims(['res_1'], span)).length;
        });
      expect(await found(-60, -10)).toBe(0);
      expect(await found(-60, -9)).toBe(1);
      expect(await found(49, 60)).toBe(1);
      expect(await found(50, 60)).toBe(0);
      expect(await found(5, 6)).toBe(1);
    });

    test('expired holds of a resource are dropped, others are not', async () => {
      await store.write(clinic, async (tx) => {
        tx.put('holds', hold('hold_out', noon, { expires_at: '2026-04-20T11:00:00Z' }), false);
        tx.put('holds', hold('hold_on', noon + minutes(60), { expires_at: '2026-04-20T11:00:01Z' }), false);
        tx.dropExpiredHolds(['res_2'], noon);
        expect(await tx.claims(['res_1'], day)).toHaveLength(2);
        tx.dropExpiredHolds(['res_1'], Date.parse('2026-04-20T11:00:00Z'));
        expect(await tx.claims(['res_1'], day)).toMatchObject([{ owner: 'hold_on' }]);
        expect(await tx.get('holds', 'hold_out')).toBeUndefined();
      });
    });
  });

  test('secrets are looked up across tenants by their hash', async () => {
    const invite = {
      ...common,
      id: 'inv_1',
      tenant_id: other,
      hash: 'a'.repeat(64),
      expires_at: '2026-05-01T00:00:00Z',
    };
    await store.write(other, async (tx) => tx.put('invites', invite, false));
    expect(store.lookup('invites', 'a'.repeat(64))).toEqual(invite);
    expect(store.lookup('invites', 'b'.repeat(64))).toBeUndefined();
    expect(store.lookup('devices', 'a'.repeat(64))).toBeUndefined();
  });

  describe('when documents were last used', () => {
    const hash = 'a'.repeat(64);
    const device = { ...common, id: 'dev_1', tenant_id: clinic, name: 'Desk', hash };
    const used = { ...device, last_used_at: '2026-04-16T08:00:00Z' };
    beforeEach(async () => {
      await store.write(clinic, async (tx) => {
        tx.put('devices', device, false);
        tx.noteUse('devices', 'dev_1', used.last_used_at);
      });
    });

    test('is read with them wherever they are read, and takes no number', async () => {
      const page = { conditions: [], sort: 'created_at', descending: true, limit: 5 };
      await store.read(clinic, async (view) => {
        expect(view.seq()).toBe(1);
        expect(await view.get('devices', 'dev_1')).toEqual(used);
        expect(await view.getMany('devices', ['dev_1'])).toEqual([used]);
        expect(await view.range('devices', [])).toEqual([used]);
        expect(view.list('devices', page)).toEqual([used]);
        expect(view.walk('devices', page).map(({ doc }) => doc)).toEqual([used]);
      });
      expect(store.lookup('devices', hash)).toEqual(used);
    });

    test('is not stored by who writes what they read, and goes with the document', async () => {
      await store.write(clinic, async (tx) => {
        const renamed: Docs['devices'] = { ...used, name: 'Front' };
        tx.put('devices', renamed, false);
        tx.noteUse('devices', 'dev_1', '2026-04-17T08:00:00Z');
        expect(await tx.get('devices', 'dev_1')).toMatchObject({
          name: 'Front',
          last_used_at: '2026-04-17T08:00:00Z',
        });
        tx.put('devices', used, true);
        tx.put('devices', used, false);
      });
      await store.read(clinic, async (view) => expect(await view.get('devices', 'dev_1')).toEqual(device));
    });
  });

  test('listeners are told after the commit what changed, and of nothing that was rolled back', async () => {
    const told: unknown[] = [];
    const stop = store.onCommit((commit) => told.push(commit));
    await put('cust_1');
    await store.write(clinic, async (tx) => tx.append(event('evt_1')));
    await store.write(clinic, (tx) => tx.get('customers', 'cust_1'));
    await store
      .write(clinic, async (tx) => {
        tx.put('customers', customer('cust_lost'), false);
        throw new Error('broken');
      })
      .catch(() => undefined);
    stop();
    await put('cust_2');
    expect(told).toEqual([
      { tenant: clinic, collections: { customers: 1 } },
      { tenant: clinic, collections: {}, events: 2 },
    ]);
  });

  test('intents and answers are remembered under their names, answers until they run out', async () => {
    await store.write(clinic, async (tx) => {
      tx.put('customers', customer('cust_1'), false);
      tx.rememberIntent('install', 4, { id: 'int_a', state: 'accepted' });
      tx.rememberIntent('install', 9, { id: 'int_b', state: 'refused', refusal: '{}' });
      tx.remember('key', { fingerprint: 'f', body: new Uint8Array([1, 2]) }, 1000);
    });
    await store.write(clinic, async (tx) => {
      expect(tx.intent('install', 4)).toMatchObject({ id: 'int_a', state: 'accepted' });
      expect(tx.intent('other', 4)).toBeUndefined();
      expect(tx.intentsById(['int_b', 'int_x'])).toMatchObject([{ state: 'refused' }]);
      expect([tx.appliedIntent('install', 1), tx.appliedIntent('install', 0)]).toEqual([9, 0]);
      expect(tx.recall('key', 999)?.fingerprint).toBe('f');
      expect(tx.recall('key', 1000)).toBeUndefined();
    });
  });
}
