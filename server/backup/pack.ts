import { closeSync, fdatasyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import * as z from 'zod';
import { chunkSize, kinds, openedChunks, sealedWriter } from './chunks.ts';
import { dataName } from './folder-files.ts';
import { type BackupHeader, headerBytes, readHeaderAt } from './header.ts';
import { checkOf, fileKeyOf } from './keys.ts';
import { BackupError } from './problem.ts';
import type { Step } from './step.ts';

/** A quarter smaller than Brotli’s quickest, and read in half of its time. What it makes of a chunk is taken in one piece. */
const quick = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize };
/** Bytes after which what was written is flushed: a long flush at the end would hold up those who flush a booking. */
const flushEvery = 2 << 20;

/** The files of a backup, in their order. */
const list = z.array(z.object({ name: z.string().regex(dataName), size: z.int().min(0) }));

/**
 * Packs the files of a folder into an open file: head, list, contents, end. All of it in this thread: a pool's threads would
 * not give way as this one may.
 * @param key the passphrase's, which the header is about
 */
export function pack(file: number, { from, names, header, key }: Packing, step: Step): void {
  const head = headerBytes(header);
  writeSync(file, head);
  const write = sealedWriter(file, fileKeyOf(key, head));
  const files = names.map((name) => ({ name, size: statSync(join(from, name)).size }));
  write(kinds.list, Buffer.from(JSON.stringify(list.parse(files))));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const chunk = Buffer.alloc(chunkSize);
  let done = 0;
  let unsettled = 0;
  for (const { name, size } of files) {
    const source = openSync(join(from, name), 'r');
    try {
      for (let at = 0; at < size; at += chunkSize) {
        const plain = chunk.subarray(0, Math.min(chunkSize, size - at));
        if (readSync(source, plain, 0, plain.length, at) !== plain.length) throw new BackupError('failed');
        const small = zstdCompressSync(plain, quick);
        if (small.length < plain.length) write(kinds.small, small);
        else write(kinds.plain, plain);
        unsettled += Math.min(small.length, plain.length);
        if (unsettled >= flushEvery) {
          fdatasyncSync(file);
          unsettled = 0;
        }
        done += plain.length;
        step('write', done / Math.max(1, total));
      }
    } finally {
      closeSync(source);
    }
  }
  write(kinds.end, new Uint8Array(0));
}

interface Packing {
  readonly from: string;
  readonly names: readonly string[];
  readonly header: BackupHeader;
  readonly key: Uint8Array;
}

/** Where the files of a backup go as they are read. */
export interface Sink {
  begin(name: string): void;
  data(bytes: Uint8Array): void;
  end(): void;
}

/**
 * Reads a backup from its first to its last byte and hands on what is in it. Answers the names of its files.
 * @throws BackupError `wrong_passphrase`, `damaged` and others; the sink may then have got a part
 */
export function unpack(path: string, key: Uint8Array, sink: Sink, step: Step): string[] {
  const file = openSync(path, 'r');
  try {
    const { header, bytes } = readHeaderAt(file);
    if (checkOf(key, header.nonce) !== header.check) throw new BackupError('wrong_passphrase');
    const chunks = openedChunks(file, fileKeyOf(key, bytes));
    const files = listOf(chunks.next().value);
    const total = files.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    for (const { name, size } of files) {
      sink.begin(name);
      for (let left = size; left > 0; ) {
        const data = dataOf(chunks.next().value, left);
        sink.data(data);
        left -= data.length;
        done += data.length;
        step('read', done / Math.max(1, total));
      }
      sink.end();
    }
    if (chunks.next().done !== true) throw new BackupError('damaged');
    return files.map(({ name }) => name);
  } finally {
    closeSync(file);
  }
}

type Chunk = { readonly kind: number; readonly bytes: Buffer } | undefined;

function listOf(chunk: Chunk): z.output<typeof list> {
  if (chunk?.kind !== kinds.list) throw new BackupError('damaged');
  return list.parse(JSON.parse(chunk.bytes.toString('utf8')));
}

function dataOf(chunk: Chunk, atMost: number): Buffer {
  if (chunk?.kind !== kinds.plain && chunk?.kind !== kinds.small) throw new BackupError('damaged');
  const data =
    chunk.kind === kinds.plain
      ? chunk.bytes
      : zstdDecompressSync(chunk.bytes, { maxOutputLength: chunkSize, chunkSize });
  if (data.length === 0 || data.length > atMost) throw new BackupError('damaged');
  return data;
}
