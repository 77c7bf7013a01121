import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PushRequest, pushRequest } from '../../shared/wire/intents.ts';
import { type Database, openDatabase } from './database.ts';
import type { HubTrouble } from './hub.ts';
import type { Link } from './link.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { openPusher, type Pusher } from './push.ts';
import { openSyncState, type SyncStateStore } from './sync-state.ts';
import { memoryPlatform } from './testing/memory-platform.ts';
import { standingLink } from './testing/standing-link.ts';

const epoch = '00000000-0000-4000-8000-00000000000e';

let database: Database;
let outbox: Outbox;
let state: SyncStateStore;
let pusher: Pusher;
let link: Link & { restarts: number };
/** Numbers of the intents of each request that arrived. */
let requests: number[][];
let timers: (() => void)[];
/** What the hub was said to suffer from, with each answer. */
let troubles: (HubTrouble | undefined)[];
/** What the hub makes of a request. */
let respond: (request: PushRequest) => Response;

beforeEach(async () => {
  requests = [];
  timers = [];
  troubles = [];
  respond = acceptAll;
  const platform = {
    ...memoryPlatform(getRxStorageMemory()),
    fetch: async (_url: unknown, init?: RequestInit) => {
      const request = pushRequest.parse(JSON.parse(String(init?.body)));
      requests.push(request.intents.map((intent) => intent.n));
      return respond(request);
    },
    after(ms: number, run: () => void) {
      // Requests have patience of their own; tests run only the retries.
      if (ms < 10_000) timers.push(run);
      return () => undefined;
    },
  };
  database = await openDatabase(platform, 'tnt_clinic');
  state = await openSyncState(database, platform.makeUuid);
  await state.update((before) => ({ ...before, epoch }));
  outbox = await openOutbox(database, state.signal.get());
  link = {
    ...standingLink(),
    restarts: 0,
    restart() {
      link.restarts++;
    },
  };
  const ignore = () => undefined;
  pusher = openPusher({
    platform,
    outbox,
    state,
    link,
    token: () => 'dsk',
    onSettled: ignore,
    onHubClock: ignore,
    onTrouble: (trouble) => troubles.push(trouble),
    onRefused: ignore,
  });
});

afterEach(async () => {
  pusher.close();
  outbox.close();
  state.close();
  await database.rx.remove();
});

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function acceptAll({ intents }: PushRequest): Response {
  const outcomes = intents.map(({ n, id }) => ({ n, id, state: 'accepted' }));
  return json(200, { epoch, outcomes, now: '2026-04-15T04:00:00Z' });
}

async function add(count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await outbox.add({
      id: `int_${i}`,
      install: state.signal.get().install,
      device: 'dev_1',
      session: null,
      command: 'bookings.cancel',
      args: { id: `bk_${i}` },
      issued_at: '2026-04-15T04:00:00Z',
      effects: [],
      depends_on: [],
    });
}

function states(): string[] {
  return outbox.signal.get().map((intent) => `${intent.n} ${intent.state}`);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

test('S4: sends in the order of numbers, at most 100 at a time, one request after the other', async () => {
  await add(230);
  await pusher.push();
  expect(requests).toEqual([range(1, 100), range(101, 200), range(201, 230)]);
});

test('what comes next is on its way while what the hub accepted is noted', async () => {
  await add(150);
  const noted: number[] = [];
  respond = (request) => {
    noted.push(states().filter((state) => state.endsWith('accepted')).length);
    return acceptAll(request);
  };
  await pusher.push();
  expect(requests).toEqual([range(1, 100), range(101, 150)]);
  expect(noted).toEqual([0, 0]);
  expect(states().filter((state) => state.endsWith('pending'))).toEqual([]);
});

test('S4: after a refusal nothing goes out until it is noted', async () => {
  await add(150);
  const noted: number[] = [];
  respond = (request) => {
    noted.push(states().filter((state) => !state.endsWith('pending')).length);
    const refusal = { code: 'not_found', message: 'no' };
    const outcomes = request.intents.map(({ n, id }) =>
      n === 7 ? { n, id, state: 'refused', refusal } : { n, id, state: 'accepted' },
    );
    return json(200, { epoch, outcomes, now: '2026-04-15T04:00:00Z' });
  };
  await pusher.push();
  expect(noted).toEqual([0, 100]);
});

test('S2: where an answer could not be noted, all that followed it goes out again', async () => {
  await add(150);
  const { settle } = outbox;
  outbox.settle = async () => {
    outbox.settle = settle;
    throw new Error('the disk is full');
  };
  await pusher.push();
  expect(requests).toEqual([range(1, 100), range(101, 150)]);
  expect(states().every((state) => state.endsWith('pending'))).toBe(true);
  timers[0]?.();
  await pusher.push();
  expect(requests.slice(2)).toEqual([range(1, 100), range(101, 150)]);
  expect(states().filter((state) => state.endsWith('pending'))).toEqual([]);
});

test('a hub whose disk is full is known as that until it takes something again', async () => {
  await add(1);
  const error = { code: 'unavailable', message: 'full', details: { reason: 'disk_full' } };
  respond = () => json(503, { error });
  await pusher.push();
  expect(troubles).toEqual(['full']);
  respond = acceptAll;
  await pusher.push();
  expect(troubles).toEqual(['full', undefined]);
});

test('what is added while a request is under way goes with the next one', async () => {
  await add(1);
  let second: Promise<void> | undefined;
  respond = (request) => {
    if (requests.length === 1) second = add(1);
    return acceptAll(request);
  };
  await pusher.push();
  await second;
  await pusher.push();
  expect(requests).toEqual([[1], [2]]);
});

test('S2: what was not answered is sent again after a while, what was answered is not', async () => {
  await add(3);
  respond = ({ intents }) => acceptAll({ wire: 1, install: epoch, intents: intents.slice(0, 2) });
  let answers = 0;
  const firstOnly = respond;
  respond = (request) => (answers++ === 0 ? firstOnly(request) : json(503, {}));
  await pusher.push();
  expect(requests).toEqual([[1, 2, 3], [3]]);
  expect(states()).toContain('3 pending');

  respond = acceptAll;
  expect(timers).toHaveLength(1);
  timers[0]?.();
  await pusher.push();
  expect(requests.slice(2)).toEqual([[3]]);
  expect(states()).not.toContain('3 pending');
});

test('an answer to another number or id settles nothing', async () => {
  await add(1);
  respond = () =>
    json(200, {
      epoch,
      now: '2026-04-15T04:00:00Z',
      outcomes: [
        { n: 1, id: 'int_other', state: 'refused', refusal: { code: 'not_found', message: 'no' } },
        { n: 7, id: 'int_0', state: 'accepted' },
      ],
    });
  await pusher.push();
  expect(states()).toEqual(['1 pending']);
});

test('one intent that the hub cannot read needs attention and holds up no other', async () => {
  await add(4);
  const error = { code: 'validation_failed', message: 'intents.0.args: unreadable' };
  respond = (request) =>
    request.intents.some((intent) => intent.n === 2) ? json(422, { error }) : acceptAll(request);
  await pusher.push();
  expect(requests).toEqual([range(1, 4), [1], [2, 3, 4], [2], [3], [4]]);
  expect(outbox.signal.get()).toMatchObject([
    { n: 1, state: 'accepted' },
    { n: 2, state: 'refused', refusal: error },
    { n: 3, state: 'accepted' },
    { n: 4, state: 'accepted' },
  ]);
});

test('S7: an answer of another epoch begins a new connection, which starts over', async () => {
  await add(1);
  respond = (request) => {
    const outcomes = request.intents.map(({ n, id }) => ({ n, id, state: 'accepted' }));
    return json(200, {
      epoch: '00000000-0000-4000-8000-00000000000f',
      outcomes,
      now: '2026-04-15T04:00:00Z',
    });
  };
  await pusher.push();
  expect(states()).toEqual(['1 accepted']);
  expect(link.restarts).toBe(1);
});

test('S11: a store that was copied takes a new install and sends again under it', async () => {
  await add(1);
  const before = state.signal.get().install;
  const installs: string[] = [];
  const refusal = { code: 'id_taken', message: 'copy', details: { reason: 'cloned_install' } };
  respond = (request) => {
    installs.push(request.install);
    if (request.install !== before) return acceptAll(request);
    const outcomes = request.intents.map(({ n, id }) => ({ n, id, state: 'refused', refusal }));
    return json(200, { epoch, outcomes, now: '2026-04-15T04:00:00Z' });
  };
  await pusher.push();
  expect(installs).toEqual([before, state.signal.get().install]);
  expect(state.signal.get().install).not.toBe(before);
  expect(states()).toEqual(['1 accepted']);
});

test('S2, S11: what a copied store had carried out under its old install is not sent under the new one', async () => {
  await add(2);
  const before = state.signal.get().install;
  const refusal = { code: 'id_taken', message: 'copy', details: { reason: 'cloned_install' } };
  respond = (request) => {
    if (request.install !== before) return acceptAll(request);
    const outcomes = request.intents.map(({ n, id }) =>
      n === 1 ? { n, id, state: 'accepted' } : { n, id, state: 'refused', refusal },
    );
    return json(200, { epoch, outcomes, now: '2026-04-15T04:00:00Z' });
  };
  await pusher.push();
  expect(requests).toEqual([[1, 2], [2]]);
  expect(states()).not.toContain('2 pending');
});
