import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from './sqlite.ts';
import { carryOver } from './sqlite-copies.ts';
import type { Store } from './store.ts';

const name = 'live.sqlite';
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-copies-'));
  store = openSqliteStore({ file: join(folder, name), mode: 'live', newEpoch: () => 'epoch' });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** More than a commit leaves in the log when it may carry it over. */
function writeMuch(id: string): Promise<unknown> {
  const at = '2026-04-15T00:00:00Z';
  const metadata = { text: 'dune'.repeat(2_000_000) };
  const doc = {
    id,
    tenant_id: 'tnt_1',
    name: id,
    tags: [],
    metadata,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  return store.write('tnt_1', async (tx) => tx.put('customers', doc, false));
}

test('while somebody else carries over what was written, no commit does; afterwards commits do again', async () => {
  const size = () => statSync(join(folder, name)).size;
  const before = size();
  const resume = store.leaveCarryingOver();
  await writeMuch('cust_1');
  expect(size()).toBe(before);
  carryOver(folder, [name]);
  const carried = size();
  expect(carried).toBeGreaterThan(before + 8_000_000);
  await writeMuch('cust_2');
  expect(size()).toBe(carried);
  resume();
  await writeMuch('cust_3');
  expect(size()).toBeGreaterThan(carried + 8_000_000);
});
