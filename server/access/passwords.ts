import { RefusalError, refuse } from '../../shared/errors.ts';

/**
 * OWASP's parameters for argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. The hash says them itself,
 * so that later ones can differ.
 */
const owasp = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Each takes 19 MiB and some hundredths of a second; those beyond are told to come again. */
const atOnce = 32;

/** Hashes and checks PINs and passwords, never more than a computer can bear at once (503 `unavailable`). */
export interface Passwords {
  /** The hash to store, in PHC form (rule P2). */
  hash(password: string): Promise<string>;
  /** Whether it is the password of `stored`; without one, it takes as long and is false. */
  fits(stored: string | undefined, password: string): Promise<boolean>;
}

export function passwords(): Passwords {
  let running = 0;
  let decoy: Promise<string> | undefined;

  async function bounded<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce)
      throw new RefusalError(refuse('unavailable', 'Too many people are signing in; try again in a moment'));
    running++;
    try {
      return await work();
    } finally {
      running--;
    }
  }

  return {
    hash: (password) => bounded(() => hashed(password)),
    async fits(stored, password) {
      decoy ??= hashed('nobody has this');
      const against = stored ?? (await decoy);
      const { verify } = await argon2();
      const fits = await bounded(() => verify(against, password));
      return stored !== undefined && fits;
    },
  };
}

async function hashed(password: string): Promise<string> {
  const { hash } = await argon2();
  return hash(password, owasp);
}

/** Read with the first password: a start need not wait for it. */
function argon2() {
  return import('@node-rs/argon2');
}
