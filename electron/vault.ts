import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import * as z from 'zod';

const entries = z.record(
  z.string(),
  z.object({
    /** The hub that gave it: its id, or `own`. It is shown to no other. */
    hub: z.string(),
    sealed: z.boolean(),
    /** Base64 where it is sealed. */
    token: z.string(),
  }),
);
type Entries = z.output<typeof entries>;

/** The tokens with which this computer's desk is let in; the window only ever has stand-ins for them. */
export interface Vault {
  /** Keeps a token; answers with what stands in for it. */
  keep(device: string, hub: string, token: string): Promise<string>;
  /** The token that a stand-in is for, where that hub gave it. What is no stand-in is given back as it is. */
  real(shown: string, hub: string): Promise<string | undefined>;
  /** Forgets all that a hub gave. */
  forget(hub: string): void;
  /** Whether the system keeps secrets for this account; otherwise they are in a file that only it may read. */
  hasKeyring(): Promise<boolean>;
}

/** What the window has in place of a token begins so. */
const standIn = 'kept_';

/** Opens the tokens in a file; one that cannot be read holds none. */
export function openVault(path: string): Vault {
  const unsealed = new Map<string, string>();
  return {
    hasKeyring,
    async keep(device, hub, token) {
      const sealed = await hasKeyring();
      const kept = sealed ? (await safeStorage.encryptStringAsync(token)).toString('base64') : token;
      write(path, { ...read(path), [device]: { hub, sealed, token: kept } });
      unsealed.delete(device);
      return standIn + device;
    },
    async real(shown, hub) {
      if (!shown.startsWith(standIn)) return shown;
      const device = shown.slice(standIn.length);
      const kept = read(path)[device];
      if (kept?.hub !== hub) return undefined;
      if (!kept.sealed) return kept.token;
      const known = unsealed.get(device);
      if (known !== undefined) return known;
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(kept.token, 'base64'));
        unsealed.set(device, result);
        return result;
      } catch {
        // Sealed by another account or system, such as where the folder was copied.
        return undefined;
      }
    },
    forget(hub) {
      write(path, Object.fromEntries(Object.entries(read(path)).filter(([, kept]) => kept.hub !== hub)));
      unsealed.clear();
    },
  };
}

function read(path: string): Entries {
  try {
    return entries.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

/** Whole or not at all, and never readable by another account. */
function write(path: string, all: Entries): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(all), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

/** On Linux, Electron seals with a password that everybody knows where there is no keyring: that counts as none. */
async function hasKeyring(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable();
}
