import { hash, randomBytes, randomInt } from 'node:crypto';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new secret: its prefix and 32 random base62 characters, some 190 bits. */
export function newSecret(prefix: string): string {
  let tail = '';
  for (let i = 0; i < 32; i++) tail += base62.charAt(randomInt(base62.length));
  return `${prefix}${tail}`;
}

/** A new key to sign with: its prefix and 32 random bytes in base64, as Standard Webhooks has it. */
export function newKey(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64')}`;
}

/** A PIN for somebody who did not choose one. */
export function newDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** The hash under which a secret is stored (rule P2). Secrets have 128 random bits or more, so one round is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}
