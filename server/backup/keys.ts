import { createHash, hkdfSync, scrypt } from 'node:crypto';
import * as z from 'zod';

/** Bytes of memory that a derivation may take: twice what ours does. */
const mostMemory = 2 ** 28;

/** How a passphrase becomes a key. Bounded, so that a made-up file cannot ask for all of the memory. */
export const derivation = z
  .object({
    kdf: z.literal('scrypt'),
    N: z
      .int()
      .min(1024)
      .refine((N) => Number.isInteger(Math.log2(N)), 'must be a power of two'),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
    salt: z.base64url().max(100),
  })
  .refine(({ N, r }) => 128 * N * r <= mostMemory, 'takes too much memory');
export type Derivation = z.output<typeof derivation>;

/** 128 MiB and some tenths of a second for each guess. */
export const usualCost = { N: 2 ** 17, r: 8, p: 1 } as const;

/** The 32-byte key of a passphrase; whatever keyboard it was typed on, the same letters give the same key. */
export function keyOf(passphrase: string, { N, r, p, salt }: Derivation): Promise<Uint8Array> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64url'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** The key of one file, which its header is part of: a changed header opens nothing. */
export function fileKeyOf(key: Uint8Array, header: Uint8Array): Uint8Array {
  const salt = createHash('sha256').update(header).digest();
  return new Uint8Array(hkdfSync('sha256', key, salt, 'backup: one file', 32));
}

/** Tells the right passphrase from a wrong one, and nothing else of the key. */
export function checkOf(key: Uint8Array, nonce: string): string {
  const salt = Buffer.from(nonce, 'base64url');
  return Buffer.from(hkdfSync('sha256', key, salt, 'backup: check', 16)).toString('base64url');
}

/** Whose backup this is: the same for all that come of one hub's key. */
export function originOf(hubKey: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', hubKey, new Uint8Array(0), 'backup: origin', 16)).toString('hex');
}
