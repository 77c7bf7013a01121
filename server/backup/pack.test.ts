import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BackupHeader, headerBytes } from './header.ts';
import { checkOf, type Derivation, keyOf } from './keys.ts';
import { pack, unpack } from './pack.ts';
import { BackupError } from './problem.ts';

const derivation: Derivation = { kdf: 'scrypt', N: 1024, r: 8, p: 1, salt: 'c2FsdA' };
const quiet = () => undefined;
const files: Readonly<Record<string, Buffer>> = {
  'empty.txt': Buffer.alloc(0),
  'hub.key': randomBytes(32),
  'live.sqlite': Buffer.concat([Buffer.alloc(1 << 20, 'dune'), randomBytes(1 << 20), Buffer.alloc(5000)]),
};
let folder: string;
let key: Uint8Array;
let header: BackupHeader;
let whole: Buffer;
/** Where each chunk begins, the end last. */
const starts: number[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-pack-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  key = await keyOf('a long walk', derivation);
  const nonce = randomBytes(32).toString('base64url');
  header = {
    format: 1,
    compression: 'zstd',
    id: 'bkp_01ARZ3NDEKTSV4RRFFQ69G5FAV',
    made_at: '2026-04-15T04:00:00Z',
    schema: 1,
    origin: '0'.repeat(32),
    derivation,
    nonce,
    check: checkOf(key, nonce),
  };
  const file = openSync(join(folder, 'packed'), 'w');
  pack(file, { from: folder, names: Object.keys(files), header, key }, quiet);
  closeSync(file);
  whole = readFileSync(join(folder, 'packed'));
  for (let at = headerBytes(header).length; at < whole.length; at += 4 + whole.readUInt32BE(at))
    starts.push(at);
  starts.push(whole.length);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What comes out of a file of these bytes, or what is wrong with it. */
function opened(bytes: Buffer, withKey = key): Map<string, Buffer> | string {
  writeFileSync(join(folder, 'tried'), bytes);
  const out = new Map<string, Buffer>();
  let parts: Buffer[] = [];
  let name = '';
  try {
    unpack(
      join(folder, 'tried'),
      withKey,
      {
        begin: (next) => {
          name = next;
          parts = [];
        },
        data: (data) => parts.push(Buffer.from(data)),
        end: () => out.set(name, Buffer.concat(parts)),
      },
      quiet,
    );
    return out;
  } catch (error) {
    if (error instanceof BackupError) return error.problem;
    throw error;
  }
}

const chunk = (i: number) => whole.subarray(starts[i], starts[i + 1]);
const head = () => whole.subarray(0, starts[0]);
const chunks = () => starts.slice(0, -1).map((_, i) => chunk(i));

test('what went in comes out, and what can be made smaller is', () => {
  expect(opened(whole)).toEqual(new Map(Object.entries(files)));
  expect(whole.length).toBeLessThan(1.2 * (1 << 20));
});

test('a chunk that is missing, repeated, swapped or cut off is noticed, and so is anything after the end', () => {
  const all = chunks();
  for (let i = 0; i < all.length; i++) {
    const without = all.filter((_, at) => at !== i);
    expect([i, opened(Buffer.concat([head(), ...without]))]).toEqual([i, 'damaged']);
    expect(opened(Buffer.concat([head(), ...all.slice(0, i)]))).toBe('damaged');
    expect(opened(Buffer.concat([head(), ...all.slice(0, i + 1), ...all.slice(i)]))).toBe('damaged');
  }
  // Two of one size among them, which could stand for one another.
  for (let i = 0; i < all.length - 1; i++) {
    const swapped = [...all.slice(0, i), ...all.slice(i, i + 2).reverse(), ...all.slice(i + 2)];
    expect([i, opened(Buffer.concat([head(), ...swapped]))]).toEqual([i, 'damaged']);
  }
  expect(opened(Buffer.concat([whole, Buffer.alloc(1)]))).toBe('damaged');
  expect(opened(whole.subarray(0, whole.length - 1))).toBe('damaged');
});

test('a single byte that was changed anywhere is noticed', () => {
  for (let i = 0; i < 80; i++) {
    const at = Math.floor((i * whole.length) / 80);
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect([at, opened(changed)]).toEqual([
      at,
      expect.stringMatching(/^(damaged|not_a_backup|wrong_passphrase|newer)$/),
    ]);
  }
  // Another head of the right form, such as one that makes an old backup look new.
  const other = headerBytes({ ...header, made_at: '2026-05-15T04:00:00Z' });
  expect(opened(Buffer.concat([other, ...chunks()]))).toBe('damaged');
});

test('the wrong passphrase, another file and a later form are told apart', async () => {
  expect(opened(whole, await keyOf('a short walk', derivation))).toBe('wrong_passphrase');
  expect(opened(Buffer.from('%PDF-1.7 and more'))).toBe('not_a_backup');
  expect(opened(Buffer.alloc(0))).toBe('not_a_backup');
  for (const later of [{ format: 2 }, { ...header, compression: 'lzma' }]) {
    const json = Buffer.from(JSON.stringify(later));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    expect(opened(Buffer.concat([whole.subarray(0, 16), length, json]))).toBe('newer');
  }
});

test('the same letters are the same passphrase, however they are composed', async () => {
  expect(await keyOf('Caf\u00e9 am Meer', derivation)).toEqual(await keyOf('Cafe\u0301 am Meer', derivation));
});
