import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import { derivation } from './keys.ts';
import { BackupError } from './problem.ts';

/** First bytes of every backup. */
const magic = Buffer.from('DUNEBOOK BACKUP\n', 'latin1');
/** Bytes of a head at the most. */
const longest = 4096;

/** What a backup says of itself without its passphrase: nothing of the practice. */
export const backupHeader = z.object({
  format: z.literal(1),
  id: z.string().regex(/^bkp_[0-9A-Z]{26}$/),
  /** How its chunks are made smaller. */
  compression: z.literal('zstd'),
  /** ISO instant. */
  made_at: z.iso.datetime(),
  /** Version of the live data's schema. */
  schema: z.int().min(0),
  /** Which hub's data it is, see `originOf`. */
  origin: z.string().regex(/^[0-9a-f]{32}$/),
  derivation,
  /** 32 random bytes, so that no two files have one key. */
  nonce: z.base64url(),
  check: z.base64url(),
});
export type BackupHeader = z.output<typeof backupHeader>;

/** Another format, or another way to make it smaller, than this program knows. */
const ofLater = z
  .object({ format: z.int(), compression: z.string() })
  .partial()
  .refine(({ format = 1, compression = 'zstd' }) => format > 1 || compression !== 'zstd');

/** Magic, length of the JSON in four bytes, JSON. */
export function headerBytes(header: BackupHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([magic, length, json]);
}

/** Reads the head of an open file, from where it stands: what it says, and its bytes. */
export function readHeaderAt(file: number): { header: BackupHeader; bytes: Buffer } {
  const start = readBytes(file, magic.length + 4);
  const json = readBytes(file, lengthIn(start));
  return { header: parsed(json), bytes: Buffer.concat([start, json]) };
}

/** Reads the head of a file. @throws BackupError `not_a_backup`, `damaged`, `newer`; what the file system throws */
export async function readHeader(path: string): Promise<BackupHeader> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longest), 0, longest, 0);
    const start = buffer.subarray(0, Math.min(bytesRead, magic.length + 4));
    return parsed(buffer.subarray(start.length, Math.min(bytesRead, start.length + lengthIn(start))));
  } finally {
    await file.close();
  }
}

function lengthIn(start: Buffer): number {
  if (start.length === 0 || !start.subarray(0, magic.length).equals(magic.subarray(0, start.length)))
    throw new BackupError('not_a_backup');
  if (start.length < magic.length + 4) throw new BackupError('damaged');
  const length = start.readUInt32BE(magic.length);
  if (length > longest - start.length) throw new BackupError('damaged');
  return length;
}

function parsed(json: Buffer): BackupHeader {
  const said = asJson(json);
  if (ofLater.safeParse(said).success) throw new BackupError('newer');
  const header = backupHeader.safeParse(said);
  if (!header.success) throw new BackupError('damaged');
  return header.data;
}

/** The next bytes of a file, fewer only where it ends. */
export function readBytes(file: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  let at = 0;
  while (at < count) {
    const read = readSync(file, bytes, at, count - at, null);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}

function asJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
