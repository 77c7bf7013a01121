import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test } from 'vitest';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import { booking, customer, resource, service } from '../testing/docs.ts';
import { openDatabase } from './database.ts';
import { type IntentDraft, openOutbox } from './outbox.ts';
import { removalOf, wipeDocuments } from './removed.ts';
import { isRemoved, noteRemoval, readSession, type Session, writeSession } from './session.ts';
import { openSyncState } from './sync-state.ts';
import { memoryPlatform } from './testing/memory-platform.ts';

const session: Session = {
  device_id: 'dev_1',
  tenant_id: 'tnt_clinic',
  token: 'kept_dev_1',
  name: 'Till',
};
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A desk that has a practice with two customers, and a change that waits for one of them. */
async function filledDesk() {
  const platform = memoryPlatform(getRxStorageMemory());
  writeSession(platform.keyValue, session);
  const database = await openDatabase(platform, session.tenant_id);
  const state = await openSyncState(database, platform.makeUuid);
  await state.update((before) => ({ ...before, epoch: 'one', upTo: { bookings: 1 }, filled: ['bookings'] }));
  const outbox = await openOutbox(database, state.signal.get());
  const put = async (name: ResourceName, doc: BaseDoc) => {
    await database.base.get(name)?.insert({ ...doc, seq: 1, epoch: 'one' });
  };
  await put('customers', customer('cust_priya', { name: 'Priya Sharma' }));
  await put('customers', customer('cust_rahul', { name: 'Rahul Verma' }));
  await put('services', service('svc_1'));
  await put('resources', resource('res_1'));
  await put('bookings', booking('bk_1', '2026-04-20T04:30:00Z', { customer_id: 'cust_priya' }));
  await outbox.add(intent('int_a', { id: 'bk_0', note: 'of long ago' }));
  await outbox.add(intent('int_b', { id: 'bk_1' }));
  await outbox.settle([{ n: 1, id: 'int_a', state: 'accepted' }], '2026-04-15T04:00:00Z');
  outbox.close();
  state.close();
  await database.rx.close();
  ends.push(async () => (await openDatabase(platform, session.tenant_id)).rx.remove());
  return platform;
}

function intent(id: string, args: IntentDraft['args']): IntentDraft {
  return {
    id,
    install: 'here',
    device: 'dev_1',
    session: null,
    command: 'bookings.cancel',
    args,
    issued_at: '2026-04-15T04:00:00Z',
    effects: [],
    depends_on: [],
  };
}

test('all that a desk had of the practice goes, but what waits and whom it is about', async () => {
  const platform = await filledDesk();
  const before = await wipeDocuments(platform, session);
  // Broken off or begun by another window, it ends the same.
  const left = await wipeDocuments(platform, session);
  expect(left.intents).toEqual(before.intents);
  expect(left.intents).toMatchObject([{ n: 2, id: 'int_b', state: 'pending' }]);
  expect(await left.query.get('customers', 'cust_priya')).toMatchObject({ name: 'Priya Sharma' });
  expect(await left.query.get('customers', 'cust_rahul')).toBeUndefined();

  const database = await openDatabase(platform, session.tenant_id);
  for (const [name, collection] of database.base)
    expect([name, (await collection.find().exec()).length]).toEqual([name, 0]);
  const kept = await database.intents.storageInstance.findDocumentsById(['000000000001'], true);
  expect(JSON.stringify(kept)).not.toContain('of long ago');
  const state = await openSyncState(database, platform.makeUuid);
  expect(state.signal.get()).toMatchObject({ install: left.install, epoch: 'one', upTo: {}, filled: [] });
  state.close();
  await database.rx.close();
});

test('S1: what waits goes only when a person says so, and then all of it', async () => {
  const platform = await filledDesk();
  noteRemoval(platform.keyValue);
  await wipeDocuments(platform, session);
  let left = 0;
  const leaveHub = async () => {
    left += 1;
  };
  await removalOf({ ...platform, leaveHub }, session, async () => undefined).forget();
  expect(left).toBe(1);
  expect([isRemoved(platform.keyValue), readSession(platform.keyValue)]).toEqual([false, undefined]);
  expect((await wipeDocuments(platform, session)).intents).toEqual([]);
});
