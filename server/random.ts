import { randomBytes } from 'node:crypto';

/** Random bytes from a pool that is filled a page at a time: a request needs several ids, and each fill has its price. */
export function pooledRandomBytes(): (count: number) => Uint8Array {
  let pool = randomBytes(4096);
  let used = 0;
  return (count) => {
    if (used + count > pool.length) {
      pool = randomBytes(4096);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}
