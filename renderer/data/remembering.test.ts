import { beforeEach, expect, test } from 'vitest';
import type { BaseDoc } from '../../shared/resources/define.ts';
import { booking } from '../testing/docs.ts';
import type { Find } from './base.ts';
import { meets } from './conditions.ts';
import { type Reads, remembering } from './remembering.ts';

/** What the store has; a read answers what it has at that moment, once `answer` is called. */
let stored: BaseDoc[];
/** The reads that reached the store. */
let reads: string[];
let held: (() => void)[];
let fails: boolean;

const store: Reads = {
  get: (id) => read(id, () => stored.find((doc) => doc.id === id)),
  find: ({ conditions }) => read('list', () => stored.filter((doc) => meets(doc, conditions))),
};

function read<T>(name: string, look: () => T): Promise<T> {
  reads.push(name);
  const seen = look();
  const failed = fails;
  return new Promise((resolve, reject) => {
    held.push(() => (failed ? reject(new Error('the store failed')) : resolve(seen)));
  });
}

async function answered<T>(asked: Promise<T>): Promise<T> {
  for (const answer of held.splice(0)) answer();
  return asked;
}

const monday: Find = {
  conditions: [
    ['start_at', '>=', '2026-04-20T00:00:00Z'],
    ['start_at', '<', '2026-04-21T00:00:00Z'],
  ],
};
const mondayVisit = booking('bk_1', '2026-04-20T09:00:00Z');
const tuesdayVisit = booking('bk_2', '2026-04-21T09:00:00Z');

let memory: ReturnType<typeof remembering>;

/** The store has this in the place of what it had, and tells of it. */
function write(doc: BaseDoc, deleted = false): void {
  stored = stored.filter((one) => one.id !== doc.id);
  if (!deleted) stored.push(doc);
  memory.written([{ doc, deleted }]);
}

beforeEach(() => {
  stored = [mondayVisit, tuesdayVisit];
  reads = [];
  held = [];
  fails = false;
  memory = remembering(store, { documents: 3, lists: 2, listed: 2 });
});

test('what was read once is not read again, nor while it is being read', async () => {
  await Promise.all([memory.get('bk_1'), memory.get('bk_1'), answered(memory.find(monday))]);
  expect(await memory.get('bk_1')).toEqual(mondayVisit);
  expect(await memory.find({ ...monday })).toEqual([mondayVisit]);
  expect(reads).toEqual(['bk_1', 'list']);
});

test('that there is no such document is kept until there is', async () => {
  expect(await answered(memory.get('bk_3'))).toBeUndefined();
  expect(await memory.get('bk_3')).toBeUndefined();
  expect(reads).toEqual(['bk_3']);
  const made = booking('bk_3', '2026-04-20T10:00:00Z');
  write(made);
  expect(await answered(memory.get('bk_3'))).toEqual(made);
});

test('a change is seen in the document, and others need not be read again', async () => {
  await answered(Promise.all([memory.get('bk_1'), memory.get('bk_2')]));
  const changed = { ...mondayVisit, notes: 'Called' };
  write(changed);
  expect(await answered(memory.get('bk_1'))).toEqual(changed);
  await memory.get('bk_2');
  expect(reads).toEqual(['bk_1', 'bk_2', 'bk_1']);
});

test.each([
  ['what is in it changes', () => write({ ...mondayVisit, notes: 'Called' } as BaseDoc)],
  [
    'something in it goes elsewhere',
    () => write({ ...mondayVisit, start_at: '2026-04-22T09:00:00Z' } as BaseDoc),
  ],
  ['something in it is removed', () => write(mondayVisit, true)],
  [
    'something comes from elsewhere',
    () => write({ ...tuesdayVisit, start_at: '2026-04-20T11:00:00Z' } as BaseDoc),
  ],
  ['something new comes', () => write(booking('bk_3', '2026-04-20T10:00:00Z'))],
])('a list has it, without being read again, when %s', async (_what, change) => {
  await answered(memory.find(monday));
  change();
  expect(await memory.find(monday)).toEqual(stored.filter((doc) => meets(doc, monday.conditions)));
  expect(reads).toEqual(['list']);
});

test.each([
  [false, ['bk_1', 'bk_3']],
  [true, ['bk_3', 'bk_1']],
])('what comes into a list stands in its order (latest first: %s)', async (descending, ids) => {
  const ordered: Find = { ...monday, order: 'start_at', descending };
  await answered(memory.find(ordered));
  write(booking('bk_3', '2026-04-20T10:00:00Z'));
  expect((await memory.find(ordered)).map((doc) => doc.id)).toEqual(ids);
});

test('a list that becomes too long by what comes is not kept', async () => {
  await answered(memory.find(monday));
  for (const hour of ['10', '11']) write(booking(`bk_${hour}`, `2026-04-20T${hour}:00:00Z`));
  expect(await answered(memory.find(monday))).toHaveLength(3);
  expect(reads).toEqual(['list', 'list']);
});

test('a list with a limit is read again, for what lies beyond it is not known', async () => {
  const first: Find = { ...monday, limit: 1 };
  await answered(memory.find(first));
  write(mondayVisit, true);
  await answered(memory.find(first));
  expect(reads).toEqual(['list', 'list']);
});

test('late news of an earlier version do not take a list back: it is read again', async () => {
  const second = { ...mondayVisit, version: mondayVisit.version + 1, notes: 'Called' } as BaseDoc;
  stored = [second];
  await answered(memory.find(monday));
  memory.written([{ doc: mondayVisit, deleted: false }]);
  expect(await answered(memory.find(monday))).toEqual([second]);
  expect(reads).toEqual(['list', 'list']);
});

test('a list is kept when something changes that is not in it, before or after', async () => {
  await answered(memory.find(monday));
  write({ ...tuesdayVisit, start_at: '2026-04-22T09:00:00Z' } as BaseDoc);
  write(tuesdayVisit, true);
  await memory.find(monday);
  expect(reads).toEqual(['list']);
});

test('what was being read while it changed is read again', async () => {
  const before = [memory.get('bk_1'), memory.find(monday)] as const;
  const changed = { ...mondayVisit, notes: 'Called' };
  write(changed);
  await answered(Promise.all(before));
  expect(await answered(memory.get('bk_1'))).toEqual(changed);
  expect(await answered(memory.find(monday))).toEqual([changed]);
});

test('a list that was being read is read again whatever changed, for nobody knows yet what is in it', async () => {
  const before = memory.find(monday);
  write({ ...mondayVisit, start_at: '2026-04-22T09:00:00Z' } as BaseDoc);
  expect(await answered(before)).toEqual([mondayVisit]);
  expect(await answered(memory.find(monday))).toEqual([]);
});

test('a read that failed is tried again', async () => {
  fails = true;
  const failing = [memory.get('bk_1'), memory.find(monday)] as const;
  await expect(answered(Promise.all(failing))).rejects.toThrow('the store failed');
  await Promise.allSettled(failing);
  fails = false;
  expect(await answered(memory.get('bk_1'))).toEqual(mondayVisit);
  expect(await answered(memory.find(monday))).toEqual([mondayVisit]);
});

test('those documents are kept that were asked for last', async () => {
  await answered(Promise.all(['a', 'b', 'c', 'a', 'd'].map((id) => memory.get(id))));
  reads = [];
  await Promise.all(['a', 'c', 'd'].map((id) => memory.get(id)));
  expect(reads).toEqual([]);
  await answered(memory.get('b'));
  expect(reads).toEqual(['b']);
});

test('a list that is too long is not kept', async () => {
  stored.push(booking('bk_3', '2026-04-22T09:00:00Z'));
  expect(await answered(memory.find({ conditions: [] }))).toHaveLength(3);
  expect(await answered(memory.find({ conditions: [] }))).toHaveLength(3);
  expect(reads).toEqual(['list', 'list']);
});
