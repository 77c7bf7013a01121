import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { list, rowsOf } from '../../kit/rest.ts';
import { pairDesk, type WireDesk, type WireIntentInput } from '../../kit/wire-desk.ts';

let hub: TestHub;
let desk: WireDesk;
beforeEach(async () => {
  hub = await startHub();
  await referencePractice(hub);
  desk = await pairDesk(hub);
});
afterEach(() => hub.stop());

function customer(n: number): WireIntentInput {
  return { n, command: 'customers.create', args: { id: `cust_${n}`, name: `Customer ${n}` } };
}

function made(): object[] {
  return rowsOf(hub, "SELECT id FROM customers WHERE id <> 'cust_priya_01' ORDER BY seq");
}

test('S4: of intents sent together, none is carried out after one at which the hub failed', async () => {
  const store = hub.hub.stores.live;
  const { write } = store;
  let works = 0;
  store.write = (tenant, work) =>
    write(tenant, async (tx) => {
      if (++works === 3) throw new Error('the disk is full');
      return work(tx);
    });
  const intents = [1, 2, 3, 4, 5].map(customer);
  expect((await desk.push(intents)).status).toBe(500);
  expect(made()).toEqual([{ id: 'cust_1' }, { id: 'cust_2' }]);

  store.write = write;
  expect(list((await desk.push(intents)).body, 'outcomes')).toMatchObject(
    intents.map(({ n }) => ({ n, state: 'accepted' })),
  );
  expect(made()).toEqual(intents.map(({ n }) => ({ id: `cust_${n}` })));
});

test('intents sent together are committed together, in their order', async () => {
  let commits = 0;
  const stop = hub.hub.stores.live.onCommit(() => commits++);
  await desk.push(Array.from({ length: 100 }, (_, i) => customer(i + 1)));
  stop();
  expect(commits).toBeLessThan(5);
  expect(made()).toEqual(Array.from({ length: 100 }, (_, i) => ({ id: `cust_${i + 1}` })));
});
