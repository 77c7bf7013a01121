import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { openSqliteDeliveryLog } from '../../server/store/sqlite-delivery-log.ts';
import { whereText } from '../../server/store/sqlite-view.ts';
import { walkQuery } from '../../server/store/sqlite-walk.ts';
import { allResources } from '../../shared/resources/index.ts';
import { type OpenStore, storeContract } from './store.ts';
import { deliveriesContract } from './store-deliveries.ts';
import { forgettingContract } from './store-forgetting.ts';

const open: OpenStore = () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-store-'));
  let epochs = 0;
  const reopen = () =>
    openSqliteStore({ file: join(folder, 'live.sqlite'), mode: 'live', newEpoch: () => `epoch-${epochs++}` });
  return { store: reopen(), reopen, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

describe('SQLite keeps the contract of a store', () => {
  storeContract(open);
  forgettingContract(open);
});

describe('SQLite keeps the contract of a log of deliveries', () => {
  deliveriesContract(() => {
    const folder = mkdtempSync(join(tmpdir(), 'dunebook-log-'));
    const reopen = () => openSqliteDeliveryLog(join(folder, 'deliveries.sqlite'), 'NORMAL');
    return {
      log: reopen(),
      reopen,
      remove: () => rmSync(folder, { recursive: true, force: true }),
      contains: (text) => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text)),
    };
  });
});

describe('SQLite’s tables are those of the definitions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-store-'));
  const file = join(folder, 'live.sqlite');
  openSqliteStore({ file, mode: 'live', newEpoch: () => 'epoch' }).close();
  const db = new Database(file, { readonly: true });
  const bookkeeping = ['id', 'tenant_id', 'seq', 'deleted', 'doc', 'external_id', 'created_at', 'updated_at'];

  for (const definition of allResources)
    test(`${definition.name}: its columns, and among them whom it is about`, () => {
      const columns = db
        .prepare(`SELECT name, "notnull" AS required FROM pragma_table_info(?)`)
        .all(definition.name) as {
        name: string;
        required: number;
      }[];
      const wanted = [...bookkeeping, ...definition.columns];
      if (definition.subject) expect(wanted).toContain(definition.subject);
      expect(columns.map(({ name }) => name).sort()).toEqual(wanted.sort());
      for (const { name, required } of columns.filter((column) => definition.columns.includes(column.name))) {
        const mayBeAbsent = definition.doc.shape[name] instanceof z.ZodOptional;
        expect([name, required === 0]).toEqual([name, mayBeAbsent]);
      }
      const filters = Object.values(definition.filters).map(({ field }) => field);
      for (const field of filters) expect(wanted).toContain(field);
    });

  test.each(['customer_id', 'resource_id', 'service_id'])(
    'bookings by %s are read along its index, in order',
    (field) => {
      const where = whereText('bookings', [
        [field, '=', 'x'],
        ['start_at', '>=', 'a'],
        ['start_at', '<', 'b'],
      ]);
      const page = { conditions: [], sort: 'start_at', descending: false, limit: 51 };
      const { text, params } = walkQuery('tnt_clinic', 'bookings', where, page);
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...params) as { detail: string }[];
      expect(plan.map(({ detail }) => detail)).toEqual([
        expect.stringContaining(
          `INDEX bookings_${field.replace('_id', '')} (tenant_id=? AND ${field}=? AND start_at>? AND`,
        ),
      ]);
    },
  );

  test('an acknowledged booking survives a power cut: WAL with full synchronisation', () => {
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  test('data of a newer version is not opened', () => {
    const newer = join(folder, 'newer.sqlite');
    const made = new Database(newer);
    made.pragma('user_version = 999');
    made.close();
    const opening = () => openSqliteStore({ file: newer, mode: 'live', newEpoch: () => 'epoch' });
    expect(opening).toThrow(/newer version/);
  });
});
