import { randomInt } from 'node:crypto';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new secret: its prefix and 32 random base62 characters, some 190 bits. */
export function newSecret(prefix: string): string {
  let tail = '';
  for (let i = 0; i < 32; i++) tail += base62.charAt(randomInt(base62.length));
  return `${prefix}${tail}`;
}
