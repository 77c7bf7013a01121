import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import * as z from 'zod';
import { openBase } from '../../renderer/data/base.ts';
import { type BaseRow, openDatabase } from '../../renderer/data/database.ts';
import type { Platform } from '../../renderer/data/platform.ts';
import { overlaidQuery, snapshotOf } from '../../renderer/data/query.ts';
import type { Query } from '../../shared/commands/query.ts';
import { idMaker } from '../../shared/ids.ts';
import { deskResources, type ResourceName } from '../../shared/resources/index.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import type { LargeData } from './large-data.ts';

const historyDays = 60;

/** What a desk keeps of the large data, asked as a desk asks it; in memory, where a desk has IndexedDB. */
export interface DeskCopy {
  read<T>(read: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Fills a desk's local store, customers left out: no question of time looks at them. */
export async function openDeskCopy(data: LargeData): Promise<DeskCopy> {
  const database = await openDatabase(platform(), data.tenant);
  for (const name of deskResources) {
    if (name !== 'customers') await database.base.get(name)?.bulkInsert(rowsOf(data, name));
  }
  const base = openBase(database);
  return {
    read: (read) => read(overlaidQuery(base, snapshotOf([]))),
    async close() {
      await database.rx.close();
    },
  };
}

const stored = z.array(z.object({ doc: z.string(), seq: z.int() }));

function rowsOf(data: LargeData, name: ResourceName): BaseRow[] {
  const db = new Database(join(data.folder, 'live.sqlite'), { readonly: true });
  const since = formatInstant(Date.now() - historyDays * dayLength);
  const recent = name === 'bookings' ? ` AND start_at >= '${since}'` : '';
  const rows = stored.parse(db.prepare(`SELECT doc, seq FROM ${name} WHERE deleted = 0${recent}`).all());
  db.close();
  return rows.map(({ doc, seq }) => ({ ...JSON.parse(doc), seq, epoch: 'bench' }));
}

/** As far as a store needs one; nothing here reaches a hub. */
function platform(): Platform {
  return {
    storage: getRxStorageMemory(),
    severalWindows: false,
    baseUrl: '',
    fetch: () => Promise.reject(new Error('there is no hub')),
    now: Date.now,
    makeId: idMaker(Date.now, randomBytes),
    makeUuid: randomUUID,
    keyValue: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    lead: async () => undefined,
    openChannel: () => ({ post: () => undefined, listen: () => () => undefined, close: () => undefined }),
    after: () => () => undefined,
    watchOnline: () => () => undefined,
    takeInvitation: async () => undefined,
    deskName: 'Bench',
  };
}
