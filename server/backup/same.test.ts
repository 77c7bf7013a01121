import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkOf } from './keys.ts';
import { pack } from './pack.ts';
import { expectSame } from './same.ts';

const key = randomBytes(32);
const names = ['hub.key', 'live.sqlite'];
const quiet = () => undefined;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-same-'));
  writeFileSync(join(folder, 'hub.key'), randomBytes(32));
  writeFileSync(join(folder, 'live.sqlite'), Buffer.concat([randomBytes(1 << 20), Buffer.alloc(5000)]));
  const nonce = randomBytes(32).toString('base64url');
  const derivation = { kdf: 'scrypt', N: 1024, r: 8, p: 1, salt: 'c2FsdA' } as const;
  const header = {
    format: 1,
    compression: 'zstd',
    id: 'bkp_01ARZ3NDEKTSV4RRFFQ69G5FAV',
    made_at: '2026-04-15T04:00:00Z',
    schema: 1,
    origin: '0'.repeat(32),
    derivation,
    nonce,
    check: checkOf(key, nonce),
  } as const;
  const file = openSync(join(folder, 'packed'), 'w');
  pack(file, { from: folder, names, header, key }, quiet);
  closeSync(file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const look = (expected = names) =>
  expectSame(join(folder, 'packed'), key, { folder, names: expected }, quiet);

test('a backup is the same as the files it is of', () => {
  expect(() => look()).not.toThrow();
});

test('a byte that is another, one more, one less or a file that is missing is noticed', () => {
  const live = join(folder, 'live.sqlite');
  const bytes = readFileSync(live);
  for (const at of [0, 1 << 20, bytes.length - 1]) {
    const other = Buffer.from(bytes);
    other[at] = (other[at] ?? 0) ^ 1;
    writeFileSync(live, other);
    expect(() => look()).toThrow(expect.objectContaining({ problem: 'failed' }));
  }
  writeFileSync(live, bytes.subarray(0, -1));
  expect(() => look()).toThrow(expect.objectContaining({ problem: 'failed' }));
  writeFileSync(live, bytes);
  appendFileSync(live, 'x');
  expect(() => look()).toThrow(expect.objectContaining({ problem: 'failed' }));
  writeFileSync(live, bytes);
  expect(() => look(['hub.key'])).toThrow(expect.objectContaining({ problem: 'failed' }));
  expect(() => look()).not.toThrow();
});
