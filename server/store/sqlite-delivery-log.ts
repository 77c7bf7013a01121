import { existsSync } from 'node:fs';
import type { Deliveries, DeliveryLog } from './deliveries.ts';
import { deliveryReads, deliveryWrites } from './sqlite-deliveries.ts';
import { openDeliveries } from './sqlite-open.ts';
import { purgeFile } from './sqlite-purge.ts';
import { statementCache } from './sqlite-view.ts';

/**
 * The log over a SQLite file of its own, which is made when something is first put down.
 * @param keeps `FULL`: what was written survives a power cut; `NORMAL`: it survives a killed process
 */
export function openSqliteDeliveryLog(file: string, keeps: 'FULL' | 'NORMAL'): DeliveryLog {
  let opened: ReturnType<typeof open> | undefined;

  function open() {
    const db = openDeliveries(file, keeps);
    const transaction = db.transaction((work: () => unknown) => work());
    return { db, prepare: statementCache(db), transaction, tenants: new Map<string, Deliveries>() };
  }

  function connected() {
    opened ??= open();
    return opened;
  }

  return {
    exists: () => opened !== undefined || existsSync(file),
    of(tenant) {
      const { prepare, tenants } = connected();
      const known = tenants.get(tenant);
      if (known) return known;
      const made = { ...deliveryReads(prepare, tenant), ...deliveryWrites(prepare, tenant) };
      tenants.set(tenant, made);
      return made;
    },
    backlog() {
      if (opened === undefined && !existsSync(file)) return { waiting: 0, since: undefined };
      const sql = `SELECT count(*) AS waiting, min(created_at) AS since FROM deliveries WHERE status = 'pending'`;
      const row = connected().prepare(sql).get() as { waiting: number; since: number | null };
      return { waiting: row.waiting, since: row.since ?? undefined };
    },
    write<T>(work: () => T): T {
      return connected().transaction.immediate(work) as T;
    },
    purge: (traces) => purgeFile(connected().db, file, traces),
    close: () => opened?.db.close(),
  };
}
