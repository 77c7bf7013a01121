/** Rule S8: desk and hub of different versions. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitionOf, deskResources } from '../../../shared/resources/index.ts';
import { oldestWireVersion, wireVersion } from '../../../shared/wire/version.ts';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { pairDesk } from '../../kit/wire-desk.ts';
import { bookingIdsAtHub, startPractice, visit } from './practice.ts';

/**
 * What a desk of each version sends, written down when that version came and never changed: a hub that is newer by one
 * still takes it.
 */
const pushes: Readonly<Record<number, object>> = {
  1: {
    wire: 1,
    install: '018f6f3e-7a0b-4c1d-9e2f-3a4b5c6d7e8f',
    intents: [
      {
        n: 1,
        id: 'int_of_version_1',
        command: 'bookings.create',
        args: { id: 'bk_of_version_1', ...visit },
        issued_at: '2026-04-15T04:00:00Z',
        depends_on: [],
      },
    ],
  },
  2: {
    wire: 2,
    install: '018f6f3e-7a0b-4c1d-9e2f-3a4b5c6d7e8f',
    program: '0.1.0',
    waiting: 1,
    intents: [
      {
        n: 1,
        id: 'int_of_version_2',
        command: 'bookings.create',
        args: { id: 'bk_of_version_2', ...visit },
        issued_at: '2026-04-15T04:00:00Z',
        depends_on: [],
      },
    ],
  },
};

let hub: TestHub;
let desk: TestDesk | undefined;

beforeEach(async () => {
  ({ hub } = await startPractice());
});

afterEach(async () => {
  await desk?.stop();
  desk = undefined;
  await hub.stop();
});

test('S8: the hub takes the present version and the one before, and no other', () => {
  expect(wireVersion - oldestWireVersion).toBe(1);
});

const taken = Array.from({ length: wireVersion - oldestWireVersion + 1 }, (_, i) => oldestWireVersion + i);

test.for(taken)('S8: what a desk of version %i sends is carried out', async (version) => {
  const { call } = await pairDesk(hub);
  const { status, body } = await call('POST', '/v2/sync/intents', pushes[version]);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.outcomes).toMatchObject([{ n: 1, state: 'accepted' }]);
});

test.for([
  { who: 'newer than the hub', wire: wireVersion + 1 },
  { who: 'too old for the hub', wire: oldestWireVersion - 1 },
])(
  'S8: a desk $who, with messages of another form, is told to update and loses nothing',
  async ({ wire }) => {
    desk = await startDesk(hub);
    await desk.untilConnection({ state: 'online', filled: true });
    await desk.pretendWireVersion(wire);
    await desk.run('bookings.create', { id: 'bk_1', ...visit });
    await desk.run('bookings.create', { id: 'bk_2', ...visit, start_at: '2026-04-20T06:00:00Z' });
    await desk.untilConnection({ state: 'update_required', waiting: 2, attention: 0 });
    expect(await bookingIdsAtHub(hub)).toEqual([]);

    // It goes on working, and is still told so when it is opened anew.
    await desk.run('bookings.reschedule', { id: 'bk_2', start_at: '2026-04-20T07:00:00Z' });
    await desk.close();
    await desk.open();
    await desk.untilConnection({ state: 'update_required', waiting: 3, attention: 0 });
    expect(await desk.get('bookings', 'bk_2')).toMatchObject({ start_at: '2026-04-20T07:00:00Z' });

    await desk.close();
    await desk.pretendWireVersion(wireVersion);
    await desk.open();
    await desk.untilConnection({ state: 'online', waiting: 0, attention: 0 });
    expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(['bk_1', 'bk_2']);
  },
);

test('S8: a desk that keeps documents of another version is told to update before it gets any', async () => {
  const wire = await pairDesk(hub);
  for (const name of deskResources) {
    const { schemaVersion } = definitionOf(name);
    expect((await wire.call('GET', `/v2/sync/${name}?schema=${schemaVersion}`)).status).toBe(200);
    const { status, body } = await wire.call('GET', `/v2/sync/${name}?schema=${schemaVersion + 1}`);
    expect(status).toBe(426);
    expect(body.error).toMatchObject({ code: 'upgrade_required', details: { schema: schemaVersion } });
  }
});

test('S8: a desk with nothing waiting is told, too, and shows what it has', async () => {
  desk = await startDesk(hub);
  await desk.untilConnection({ state: 'online', filled: true });
  await desk.pretendWireVersion(wireVersion + 1);
  expect((await hub.call('POST', '/v2/bookings', { id: 'bk_1', ...visit })).status).toBe(201);
  await desk.untilConnection({ state: 'update_required' });
  expect(await desk.get('services', visit.service_id)).toBeDefined();
  expect(await desk.get('bookings', 'bk_1')).toBeUndefined();
});
