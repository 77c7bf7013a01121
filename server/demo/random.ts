/** A source of numbers that only looks random: the same seed gives the same numbers on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True in a share `probability` (0 to 1) of all cases. */
  chance(probability: number): boolean;
  /** One of the list, which is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One of the list, which is not empty, each as likely as its weight. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T;
  bytes(count: number): Uint8Array;
}

/** Builds the source of a seed: Chris Doty-Humphrey's sfc32 over a state mixed from the seed. */
export function seededRandom(seed: number): Random {
  const mix = mixer(seed);
  const state = Uint32Array.of(mix(), mix(), mix(), 1);
  // The first numbers of similar seeds are similar.
  for (let i = 0; i < 15; i++) step(state);

  const next = (): number => step(state) / 2 ** 32;
  const pick = <T>(list: readonly T[]): T => at(list, Math.floor(next() * list.length));
  return {
    next,
    pick,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    weighted(list) {
      let left = next() * list.reduce((sum, item) => sum + item.weight, 0);
      const found = list.find((item) => {
        left -= item.weight;
        return left < 0;
      });
      return found ?? at(list, list.length - 1);
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => step(state) >>> 24),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError('cannot pick from an empty list');
  return item;
}

/** splitmix32: turns one number into as many well-mixed ones as are needed. */
function mixer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** One step of sfc32; answers a whole number of 32 bits. */
function step(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  const sum = (a + b + counter) >>> 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) >>> 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
  state[3] = counter + 1;
  return sum;
}
