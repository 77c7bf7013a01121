import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { writeSync } from 'node:fs';
import { readBytes } from './header.ts';
import { BackupError } from './problem.ts';

/** Bytes of a file that are sealed together, at most. */
export const chunkSize = 1 << 20;
/** What is no smaller compressed stays as it is; a kind goes before it, a tag after it. */
const longest = chunkSize + 4096;
const tagSize = 16;

/** What a chunk holds: the list of files, bytes of them as they are or compressed, or nothing, at the end. */
export const kinds = { list: 0, plain: 1, small: 2, end: 3 } as const;

/**
 * A file's place in the order and whether it is the last go into the nonce (the STREAM construction), so chunks that were
 * swapped, repeated, left out or cut off do not open. A key serves one file only.
 */
function nonceOf(n: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(n, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Seals chunk after chunk into an open file: length in four bytes, AES-256-GCM, tag. */
export function sealedWriter(file: number, key: Uint8Array) {
  const secret = createSecretKey(key);
  let n = 0;
  return function write(kind: number, bytes: Uint8Array): void {
    const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(n++, kind === kinds.end));
    const sealed = [cipher.update(Uint8Array.of(kind)), cipher.update(bytes), cipher.final()];
    const body = Buffer.concat([Buffer.alloc(4), ...sealed, cipher.getAuthTag()]);
    body.writeUInt32BE(body.length - 4);
    writeAll(file, body);
  };
}

/** Opens chunk after chunk up to the one that ends the file. @throws BackupError `damaged` */
export function* openedChunks(file: number, key: Uint8Array): Generator<{ kind: number; bytes: Buffer }> {
  const secret = createSecretKey(key);
  for (let n = 0; ; n++) {
    const length = readBytes(file, 4);
    if (length.length < 4) throw new BackupError('damaged');
    const sealed = readBytes(file, Math.min(length.readUInt32BE(), longest + 1));
    if (sealed.length < tagSize + 1 || sealed.length !== length.readUInt32BE())
      throw new BackupError('damaged');
    const opened = unseal(secret, n, sealed);
    const kind = opened[0] ?? kinds.end;
    if (kind === kinds.end) {
      if (readBytes(file, 1).length > 0) throw new BackupError('damaged');
      return;
    }
    yield { kind, bytes: opened.subarray(1) };
  }
}

function unseal(secret: KeyObject, n: number, sealed: Buffer): Buffer {
  for (const isLast of [false, true])
    try {
      const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(n, isLast));
      decipher.setAuthTag(sealed.subarray(sealed.length - tagSize));
      const opened = decipher.update(sealed.subarray(0, sealed.length - tagSize));
      decipher.final();
      if ((opened[0] === kinds.end) === isLast) return opened;
    } catch {
      // Another place or another key: it may still be the last one.
    }
  throw new BackupError('damaged');
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
