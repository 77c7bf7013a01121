import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReader } from './sqlite-open.ts';
import { type Snapshot, sharedSnapshot } from './sqlite-snapshot.ts';

let folder: string;
let writer: Database.Database;
let reader: Database.Database;
let snapshot: Snapshot;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-snapshot-'));
  writer = new Database(join(folder, 'store.sqlite'));
  writer.pragma('journal_mode = WAL');
  writer.exec('CREATE TABLE counted (n INTEGER); INSERT INTO counted VALUES (1)');
  reader = openReader(join(folder, 'store.sqlite'));
  snapshot = sharedSnapshot(reader);
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

function count(): unknown {
  return reader.prepare('SELECT n FROM counted').pluck().get();
}

function commit(n: number): void {
  writer.prepare('UPDATE counted SET n = ?').run(n);
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('who reads in the same turn sees one state, whatever another process commits meanwhile', async () => {
  expect(await snapshot.within(async () => count())).toBe(1);
  commit(2);
  expect(await snapshot.within(async () => count())).toBe(1);
});

test('who reads in a later turn sees what another process has committed', async () => {
  expect(await snapshot.within(async () => count())).toBe(1);
  commit(2);
  await nextTurn();
  expect(reader.inTransaction).toBe(false);
  expect(await snapshot.within(async () => count())).toBe(2);
});

test('who reads after a commit of this process sees it, in the same turn, too', async () => {
  expect(await snapshot.within(async () => count())).toBe(1);
  commit(2);
  snapshot.committed();
  expect(await snapshot.within(async () => count())).toBe(2);
});

test('whoever is inside keeps their state over a commit; it ends with the last of them', async () => {
  const seen: unknown[] = [];
  await snapshot.within(async () => {
    seen.push(count());
    commit(2);
    snapshot.committed();
    await undefined;
    seen.push(count());
  });
  expect(seen).toEqual([1, 1]);
  expect(reader.inTransaction).toBe(false);
  expect(await snapshot.within(async () => count())).toBe(2);
});

test('a reader that fails leaves nothing open, and closing in the middle of a turn is no error', async () => {
  await expect(
    snapshot.within(async () => {
      throw new Error('wrong');
    }),
  ).rejects.toThrow('wrong');
  await nextTurn();
  expect(reader.inTransaction).toBe(false);
  await snapshot.within(async () => count());
  reader.close();
  await nextTurn();
});
