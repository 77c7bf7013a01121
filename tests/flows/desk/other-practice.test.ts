/** Rule S10: what lies beside the practice in the same hub does not reach its desks, not even as a number. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asHub, grantInvitation, grantKey } from '../../../server/access/grant.ts';
import { createPractice } from '../../../shared/commands/practice/create.ts';
import { deskResources } from '../../../shared/resources/index.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { type OpenStream, pairDesk } from '../../kit/wire-desk.ts';
import { startPractice, visit } from './practice.ts';

let hub: TestHub;
let desk: TestDesk | undefined;
let stream: OpenStream | undefined;
let keyBeside: string;

beforeEach(async () => {
  ({ hub } = await startPractice());
  const practice = { name: 'Beside', timezone: 'Asia/Kolkata', currency: 'INR', country: 'IN' };
  await asHub(hub.hub, 'tnt_beside', createPractice, practice);
  keyBeside = await grantKey(hub.hub, 'tnt_beside', {
    name: 'Beside',
    kind: 'secret',
    mode: 'live',
    plan: 'enterprise',
  });
});

afterEach(async () => {
  stream?.close();
  await desk?.stop();
  desk = undefined;
  await hub.stop();
});

async function addCustomer(key: string, id: string): Promise<void> {
  const authorization = `Bearer ${key}`;
  const { status } = await hub.call('POST', '/v2/customers', { id, name: id }, { authorization });
  expect(status).toBe(201);
}

test('S10: the stream tells of nothing that another practice, or the sandbox, does', async () => {
  const wire = await pairDesk(hub);
  stream = await wire.stream();
  await stream.next();
  await addCustomer(keyBeside, 'cust_beside');
  await addCustomer(hub.keys.test, 'cust_sandbox');
  const made = await hub.call('POST', '/v2/bookings', { id: 'bk_own', ...visit });
  expect(made.status).toBe(201);
  // Messages keep their order: were there one of the others, it would come first.
  expect(Object.keys((await stream.next()).collections)).toEqual(['bookings']);
});

test('S10: a desk pulls its own practice alone, whose numbers are its own', async () => {
  const wire = await pairDesk(hub);
  const before = await wire.pull('customers');
  for (let i = 0; i < 5; i++) await addCustomer(keyBeside, `cust_beside_${i}`);
  await addCustomer(hub.keys.test, 'cust_sandbox');
  expect(await wire.pull('customers')).toEqual(before);
  for (const name of deskResources)
    for (const document of (await wire.pull(name)).documents) expect(document.tenant_id).toBe(hub.tenant);
});

test('S10: an invitation of another practice changes nothing at a desk', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
  const before = await desk.identity();
  const invitation = await grantInvitation(hub.hub, 'tnt_beside', 60);
  expect(await desk.pairAgain(invitation)).toMatchObject({ code: 'tenant_mismatch' });
  expect(await desk.identity()).toEqual(before);
  await desk.run('bookings.create', { id: 'bk_own', ...visit });
  await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
  expect((await hub.call('GET', '/v2/bookings/bk_own')).status).toBe(200);
});
