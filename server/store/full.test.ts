import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RefusalError } from '../../shared/errors.ts';
import { groupCommit } from './group-commit.ts';
import { type Connection, openWriter } from './sqlite-open.ts';

let folder: string;
let db: Connection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-full-'));
  db = openWriter(join(folder, 'live.sqlite'));
  db.exec('CREATE TABLE words (text TEXT)');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const limit = (pages: number) => db.pragma(`max_page_count = ${pages}`);
const write = (text: string) => async () => db.prepare('INSERT INTO words VALUES (?)').run(text);
const count = () => db.prepare('SELECT count(*) FROM words').pluck().get();
const reasonOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'rejected' && outcome.reason instanceof RefusalError
    ? [outcome.reason.refusal.code, outcome.reason.refusal.details?.reason]
    : outcome.status;

test('what has no room is refused in words and leaves nothing; with room again the next goes on', async () => {
  const enqueue = groupCommit(db, { started: () => undefined, committed: () => undefined });
  await enqueue(write('before'));
  const pages = Number(db.pragma('page_count', { simple: true }));
  limit(pages);

  const large = 'x'.repeat(100_000);
  const outcomes = await Promise.allSettled([
    enqueue(write('beside')),
    enqueue(write(large)),
    enqueue(write('after')),
  ]);
  expect(reasonOf(outcomes[1])).toEqual(['unavailable', 'disk_full']);
  // What was answered is there, and nothing else is.
  const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
  expect(count()).toBe(1 + kept);
  expect(db.inTransaction).toBe(false);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

  limit(pages + 1000);
  await enqueue(write(large));
  expect(count()).toBe(2 + kept);
});
