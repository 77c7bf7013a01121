import { isRefusal, type Refusal } from '../../shared/errors.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import { deskResources, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { type Base, openBase } from './base.ts';
import { type Database, databaseName, openDatabase } from './database.ts';
import type { StoredIntent } from './intent-schema.ts';
import { visibleEffects } from './overlay.ts';
import { pairAgain } from './pairing.ts';
import type { Platform } from './platform.ts';
import { overlaidQuery, snapshotOf } from './query.ts';
import { forgetRemoval, forgetSession, type Session } from './session.ts';
import { openSyncState } from './sync-state.ts';
import type { LeftBehind, Removal } from './types.ts';
import { forgetWaitingCopy } from './waiting-copy.ts';

/*
 * A desk that was shut out: what it had of the practice goes at once; what was done at it and never reached the hub stays
 * until a person says what shall become of it (rule S1).
 */

const leftId = 'left-behind';

/** The documents that the changes which wait are about: without them nobody could read what they are. */
type Kept = Partial<Record<ResourceName, readonly BaseDoc[]>>;

/**
 * Removes what the desk had of the practice, all but what waits. However often it is begun, and wherever it was broken
 * off, it ends the same; of several windows one does it at a time.
 */
export async function wipeDocuments(platform: Platform, { tenant_id }: Session): Promise<LeftBehind> {
  const done = Promise.withResolvers<LeftBehind>();
  const patience = new AbortController();
  await platform.lead('dunebook-wipe', patience.signal, async () => {
    const database = await openDatabase(platform, tenant_id);
    try {
      done.resolve(await wiped(platform, database));
    } catch (error) {
      done.reject(error);
    } finally {
      await database.rx.close();
    }
  });
  return done.promise;
}

async function wiped(platform: Platform, database: Database): Promise<LeftBehind> {
  const state = await openSyncState(database, platform.makeUuid);
  const all = await database.intents.find().exec();
  const intents = all
    .map((doc) => doc.toMutableJSON())
    .filter(({ state: stands }) => stands === 'pending')
    .sort((a, b) => a.n - b.n);
  const kept = await keepNamed(database, intents);
  for (const collection of database.base.values()) await collection.remove();
  // What was settled is at the hub; the newest keeps its number, which no other may get.
  const highest = Math.max(0, ...all.map(({ n }) => n));
  for (const doc of all) {
    if (doc.state === 'pending') continue;
    const gone = doc.n < highest;
    await doc.incrementalModify((data) => ({
      ...data,
      args: {},
      effects: [],
      dismissed: true,
      _deleted: gone,
    }));
  }
  await database.intents.storageInstance.cleanup(0);
  await state.update((before) => ({ ...before, upTo: {}, filled: [], stale: false }));
  const { install } = state.signal.get();
  state.close();
  return { install, intents, query: queryOf(kept, intents, install) };
}

/** Keeps the documents that what waits is about, once; what was kept before is not overwritten by an emptied store. */
async function keepNamed(database: Database, intents: readonly StoredIntent[]): Promise<Kept> {
  const before = await database.rx.getLocal<{ kept: Kept }>(leftId);
  if (before) return before.toJSON().data.kept;
  const base = openBase(database);
  const kept: Partial<Record<ResourceName, BaseDoc[]>> = {
    practice: await base.find('practice', { conditions: [] }),
  };
  if (intents.length > 0) {
    const seen = new Set<string>();
    let wanted = idsIn(intents);
    // A booking names its customer, service and people: that is as far as reading it goes.
    for (let round = 0; round < 2; round++) {
      const found = await lookUp(
        base,
        [...wanted].filter((id) => !seen.has(id)),
      );
      for (const id of wanted) seen.add(id);
      for (const [resource, doc] of found) kept[resource] = [...(kept[resource] ?? []), doc];
      wanted = idsIn(found.map(([, doc]) => doc));
    }
  }
  await database.rx.insertLocal(leftId, { kept });
  return kept;
}

async function lookUp(base: Base, ids: readonly string[]): Promise<[ResourceName, BaseDoc][]> {
  const all = await Promise.all(
    ids.flatMap((id) =>
      deskResources.map(async (resource): Promise<[ResourceName, BaseDoc] | undefined> => {
        const doc = await base.get(resource, id);
        return doc && [resource, doc];
      }),
    ),
  );
  return all.filter((one) => one !== undefined);
}

/** Everything in it that looks like an id. */
function idsIn(value: unknown): Set<string> {
  return new Set(JSON.stringify(value).match(/\b[a-z]{2,6}_\w{1,60}\b/g) ?? []);
}

/** Reads what is left as it was read before: what was kept, and what waits over it. */
function queryOf(kept: Kept, intents: readonly StoredIntent[], install: string): LeftBehind['query'] {
  const docs = new Map(
    Object.entries(kept).flatMap(([name, all]) =>
      isResourceName(name) ? all.map((doc) => [`${name} ${doc.id}`, doc] as const) : [],
    ),
  );
  const base: Base = {
    get: async (resource, id) => docs.get(`${resource} ${id}`),
    find: async (resource) => [...(kept[resource] ?? [])],
    watch: () => () => undefined,
  };
  return overlaidQuery(base, snapshotOf(visibleEffects(intents, { install, upTo: {} })));
}

/** What a person can do at a desk that was shut out. `open` goes on where it was let in again. */
export function removalOf(
  platform: Platform,
  before: Session,
  open: (session: Session) => Promise<void>,
): Omit<Removal, 'left'> {
  return {
    tenant: before.tenant_id,
    async pair(invitation, name): Promise<Refusal | undefined> {
      const session = await pairAgain(platform, before.tenant_id, invitation, { name });
      if (isRefusal(session)) return session;
      const database = await openDatabase(platform, before.tenant_id);
      const left = await database.rx.getLocal<{ kept: Kept }>(leftId);
      // The store keeps a removed document's fields.
      await (await left?.incrementalModify(() => ({ kept: {} })))?.remove();
      await database.rx.close();
      forgetRemoval(platform.keyValue);
      await open(session);
      return undefined;
    },
    async forget() {
      const database = await openDatabase(platform, before.tenant_id);
      await database.rx.remove();
      forgetWaitingCopy(platform.keyValue, databaseName(before.tenant_id));
      forgetSession(platform.keyValue);
      forgetRemoval(platform.keyValue);
      await platform.leaveHub?.();
    },
  };
}
