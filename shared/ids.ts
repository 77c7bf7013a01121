import * as z from 'zod';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A ULID: 48 bits of time and 80 random bits in Crockford's base 32, 26 characters.
 * @param now milliseconds since the epoch
 * @param random bytes from a good source; 16 are used
 */
export function ulid(now: number, random: Uint8Array): string {
  let time = '';
  for (let rest = Math.floor(now), i = 0; i < 10; i++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let tail = '';
  for (let i = 0; i < 16; i++) tail += alphabet.charAt((random[i] ?? 0) % 32);
  return time + tail;
}

/** An id maker over a clock and a source of random bytes: `makeId('bk')` → `bk_01J…`. */
export type MakeId = (prefix: string) => string;

/** Builds the id maker of a runtime. */
export function idMaker(now: () => number, randomBytes: (count: number) => Uint8Array): MakeId {
  return (prefix) => `${prefix}_${ulid(now(), randomBytes(16))}`;
}

/** The schema of an id with one of `prefixes`; callers may bring their own (API.md, "Request conventions"). */
export function idSchema(...prefixes: [string, ...string[]]) {
  return z
    .string()
    .regex(
      new RegExp(`^(${prefixes.join('|')})_[A-Za-z0-9_]{1,48}$`),
      `must start with ${prefixes.map((p) => `${p}_`).join(' or ')} and have 1 to 48 letters, digits or _ after it`,
    );
}
