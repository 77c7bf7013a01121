import { type Keeper, openSecret, sealSecret } from '../access/sealed.ts';
import { type Derivation, keyOf } from './keys.ts';
import { BackupError } from './problem.ts';
import type { BackupSettings } from './settings.ts';

/** A passphrase's key, and how it was made of it. */
export interface PassphraseKey {
  readonly key: Uint8Array;
  readonly derivation: Derivation;
}

interface Kept extends Keeper {
  /** What a passphrase costs to guess. */
  readonly cost: Pick<Derivation, 'N' | 'r' | 'p'>;
}

/** Keys of passphrases: new ones, and the one of the schedule, which is kept under the hub's own and opened again. */
export function keepKeys({ cost, ...sealing }: Kept) {
  async function made(passphrase: string): Promise<PassphraseKey> {
    const salt = Buffer.from(sealing.randomBytes(16)).toString('base64url');
    const derivation: Derivation = { kdf: 'scrypt', ...cost, salt };
    return { key: await keyOf(passphrase, derivation), derivation };
  }

  return {
    made,

    async sealed(passphrase: string): Promise<NonNullable<BackupSettings['key']>> {
      const { key, derivation } = await made(passphrase);
      return { sealed: sealSecret(sealing, Buffer.from(key).toString('base64url')), derivation };
    },

    /** @throws BackupError `wrong_passphrase` where none was set */
    opened(kept: BackupSettings['key']): PassphraseKey {
      if (!kept) throw new BackupError('wrong_passphrase');
      const key = Buffer.from(openSecret(sealing, kept.sealed), 'base64url');
      return { key, derivation: kept.derivation };
    },
  };
}
