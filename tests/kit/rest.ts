import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { statusOf } from '../../server/api/errors.ts';
import { overviewErrors } from '../../server/api/v1/errors.ts';
import { type ErrorCode, errorCodes } from '../../shared/errors.ts';
import type { Answer, TestHub } from './hub.ts';

/** What lies at a path inside a JSON value; `undefined` where there is nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    return inner === null || typeof inner !== 'object' ? undefined : Reflect.get(inner, step);
  }, value);
}

/** The objects of a list at a path. */
export function list(value: unknown, ...path: (string | number)[]): object[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new Error(`no list at ${path.join('.')}: ${JSON.stringify(value)}`);
  return found;
}

/** The text at a path. */
export function text(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')}: ${JSON.stringify(value)}`);
  return found;
}

/** The code of an error answer, after holding its envelope to REF's form; `undefined` where it is no error. */
export function errorOf(answer: Answer): ErrorCode | undefined {
  if (answer.status < 400) return undefined;
  const code = text(answer.body, 'error', 'code');
  if (/^[A-Z_]+$/.test(code)) return overviewErrorOf(answer, code);
  const known = Object.keys(errorCodes).find((name): name is ErrorCode => name === code);
  if (!known) throw new Error(`${code} is not in the closed list`);
  expect(answer.status, code).toBe(statusOf[known]);
  expect(text(answer.body, 'error', 'message')).not.toBe('');
  expect(text(answer.body, 'error', 'doc_url')).toMatch(new RegExp(`^http.*/errors/${known}$`));
  expect(text(answer.body, 'error', 'request_id')).toBe(answer.headers.get('x-request-id'));
  return known;
}

/** The same of an answer of /v1, in OVERVIEW's envelope. */
function overviewErrorOf(answer: Answer, code: string): ErrorCode {
  const known = Object.keys(errorCodes)
    .filter((name): name is ErrorCode => name in errorCodes)
    .find((name) => overviewErrors.codeOf(name) === code);
  if (!known) throw new Error(`${code} is not in the closed list`);
  expect(answer.status, code).toBe(overviewErrors.statusOf(known));
  expect(text(answer.body, 'error', 'message')).not.toBe('');
  const fields = Object.keys(Object(answer.body.error)).filter((field) => field !== 'details');
  expect(fields).toEqual(['code', 'message']);
  return known;
}

/** Answers that hold these statuses and no other, by count: `{ 201: 1, 422: 999 }`. */
export function countBy<T>(items: readonly T[], keyOf: (item: T) => string | number): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(items, keyOf)].map(([key, group]) => [String(key), group.length]),
  );
}

/** Tells by SQLite's own count of commits whether the hub wrote anything at all, live or in the sandbox. */
export interface WriteWatch {
  /** How many times it was found to have written: equal before and after where nothing was. */
  commits(): number;
  close(): void;
}

export function watchWrites(hub: TestHub): WriteWatch {
  const stores = ['live', 'test'].map(
    (mode) => new Database(join(hub.dataDir, `${mode}.sqlite`), { readonly: true }),
  );
  return {
    commits: () => stores.reduce((sum, db) => sum + Number(db.pragma('data_version', { simple: true })), 0),
    close() {
      for (const db of stores) db.close();
    },
  };
}

/** Rows of a query that a test makes behind the hub's back. */
export function rowsOf(
  hub: TestHub,
  sql: string,
  file: 'live' | 'test' | 'live-deliveries' = 'live',
): object[] {
  return withDatabase(hub, file, (db) => db.prepare(sql).all() as object[]);
}

function withDatabase<T>(hub: TestHub, file: string, work: (db: Database.Database) => T): T {
  const db = new Database(join(hub.dataDir, `${file}.sqlite`), { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Books REF's consultation at an instant and answers with the whole answer. */
export function book(hub: TestHub, start_at: string, more: Record<string, unknown> = {}): Promise<Answer> {
  const visit = {
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at,
  };
  return hub.call('POST', '/v2/bookings', { ...visit, ...more });
}

/** Books, expects that it went well, and answers with the booking's id. */
export async function booked(
  hub: TestHub,
  start_at: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const answer = await book(hub, start_at, more);
  expect(answer.body).toMatchObject({ start_at });
  return text(answer.body, 'id');
}
