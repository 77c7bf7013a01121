import {
  addRxPlugin,
  createRxDatabase,
  deepEqual,
  type MigrationStrategies,
  type RxCollection,
  type RxCollectionCreator,
  type RxConflictHandler,
  type RxDatabase,
  type RxDocumentData,
} from 'rxdb/plugins/core';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { rxdbSchema } from '../../shared/projections/rxdb-schema.ts';
import type { BaseDoc, ResourceDefinition } from '../../shared/resources/define.ts';
import { definitionOf, deskResources, type ResourceName } from '../../shared/resources/index.ts';
import { intentSchema, type StoredIntent } from './intent-schema.ts';
import type { Platform } from './platform.ts';
import { waitForRoom } from './wait-for-room.ts';
import { openWaitingCopy, type WaitingCopy } from './waiting-copy.ts';

/** A document as the base keeps it: the hub's stored form and where it came from. */
export type BaseRow = BaseDoc & { seq: number; epoch: string };

/** The base documents of one resource, as the hub has them. */
export type BaseCollection = RxCollection<BaseRow>;

/** The desk's local store. */
export interface Database {
  readonly rx: RxDatabase;
  readonly base: ReadonlyMap<ResourceName, BaseCollection>;
  readonly intents: RxCollection<StoredIntent>;
  /** What waits, outside of the store. */
  readonly waiting: WaitingCopy;
  /** Nothing waits for room on the disk any more: the store is about to be closed. */
  letGo(): void;
}

/** What the store of a tenant is called. */
export function databaseName(tenant: string): string {
  return `dunebook-${tenant.toLowerCase().replaceAll('_', '-')}`;
}

/**
 * Opens the local store of a tenant, making it where there is none. Its name holds the tenant, so that pairing with
 * another practice never mixes the two; the origin keeps practices of different hubs apart (rule S10).
 */
export async function openDatabase(platform: Platform, tenant: string): Promise<Database> {
  const closing = new AbortController();
  addRxPlugin(RxDBLocalDocumentsPlugin);
  addRxPlugin(RxDBMigrationSchemaPlugin);
  const rx = await createRxDatabase({
    name: databaseName(tenant),
    storage: waitForRoom(platform.storage, platform, closing.signal),
    multiInstance: platform.severalWindows,
    localDocuments: true,
    // Reads go to the storage itself (base.ts), so a cache of results would only cost.
    eventReduce: false,
  });
  const creators: Record<string, RxCollectionCreator> = {
    intents: { schema: intentSchema },
  };
  for (const name of deskResources) creators[name] = creatorOf(definitionOf(name));
  const made = await rx.addCollections(creators);
  return {
    rx,
    base: new Map(deskResources.map((name) => [name, found(made, name)])),
    intents: found(made, 'intents'),
    waiting: openWaitingCopy(platform.keyValue, rx.name, await rx.storageToken),
    letGo: () => closing.abort(),
  };
}

function creatorOf(definition: ResourceDefinition): RxCollectionCreator {
  return { schema: rxdbSchema(definition), migrationStrategies: strategiesOf(definition), conflictHandler };
}

/**
 * What the base has already is not written again, whichever epoch brings it: after a restore that is nearly everything,
 * and to write a document takes many times what it takes to read it.
 */
const conflictHandler: RxConflictHandler<BaseRow> = {
  isEqual: saySame,
  resolve: async ({ realMasterState }) => realMasterState,
};

type KeptRow = BaseRow & Partial<RxDocumentData<BaseRow>>;

/** True where two rows differ in nothing but the epoch that brought them and what the store adds. */
export function saySame(a: KeptRow, b: KeptRow): boolean {
  return deepEqual(sentOf(a), sentOf(b));
}

function sentOf({ epoch, _meta, _rev, _attachments, ...sent }: KeptRow) {
  return sent;
}

/** A migration changes the document itself; what the sync knows of it stays. */
function strategiesOf(definition: ResourceDefinition): MigrationStrategies {
  return Object.fromEntries(
    Object.entries(definition.migrations).map(([version, migrate]) => [
      version,
      (old: BaseRow) => ({ ...migrate({ ...old }), seq: old.seq, epoch: old.epoch }),
    ]),
  );
}

function found<Doc>(made: Record<string, RxCollection<Doc>>, name: string): RxCollection<Doc> {
  const collection = made[name];
  if (!collection) throw new Error(`the store has no collection ${name}`);
  return collection;
}
