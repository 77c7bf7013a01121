import type { RxDatabase, RxLocalDocument } from 'rxdb/plugins/core';
import type { ResourceName } from '../../shared/resources/index.ts';
import type { Database } from './database.ts';
import type { Applied } from './overlay.ts';
import { type MutableSignal, type Signal, sameJson, signal } from './signal.ts';

/** How far the desk's store is in what the hub has. */
export interface SyncState extends Applied {
  /** This store, as the hub counts its intents (rule S11). */
  readonly install: string;
  /** Of the hub's store that the documents come from; absent before the first contact. */
  readonly epoch?: string;
  /** Resources of which everything has arrived once in this epoch. */
  readonly filled: readonly ResourceName[];
  /** Documents of an earlier epoch may still be there. */
  readonly stale: boolean;
}

/** The state, kept in the store and shared by all windows of the desk. */
export interface SyncStateStore {
  readonly signal: Signal<SyncState>;
  /** Changes it durably; the signal follows once that is done. */
  update(change: (before: SyncState) => SyncState): Promise<void>;
  close(): void;
}

const documentId = 'sync-state';

type StateDocument = RxLocalDocument<RxDatabase, SyncState>;

/** Opens the state; a new store gets its install here. */
export async function openSyncState(database: Database, makeUuid: () => string): Promise<SyncStateStore> {
  const doc = await findOrMake(database, { install: makeUuid(), upTo: {}, filled: [], stale: false });
  const state: MutableSignal<SyncState> = signal(stateOf(doc), sameJson);
  const subscription = doc.$.subscribe((now: StateDocument) => state.set(stateOf(now)));
  return {
    signal: state,
    async update(change) {
      const after = await doc.incrementalModify((before) => change(before));
      state.set(stateOf(after));
    },
    close: () => subscription.unsubscribe(),
  };
}

/** Of two windows that open a new store at once, one makes the state and the other finds it. */
async function findOrMake(database: Database, fresh: SyncState): Promise<StateDocument> {
  const known = await database.rx.getLocal<SyncState>(documentId);
  if (known) return known;
  try {
    return await database.rx.insertLocal<SyncState>(documentId, fresh);
  } catch (error) {
    const made = await database.rx.getLocal<SyncState>(documentId);
    if (made) return made;
    throw error;
  }
}

function stateOf(doc: StateDocument): SyncState {
  return doc.toJSON().data;
}
