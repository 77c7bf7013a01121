import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { app } from './app.ts';
import { variables } from './variables.ts';

/** The system's keyring: outside the files that main writes, in the double's own folder. */
function keyOf(): Buffer {
  const file = join(app.getPath('userData'), 'keyring');
  try {
    return readFileSync(file);
  } catch {
    const key = randomBytes(32);
    writeFileSync(file, key, { mode: 0o600 });
    return key;
  }
}

const hasKeyring = process.env[variables.keyring] !== 'none';

export const safeStorage = {
  // As Electron on Linux, which then seals with a password that everybody knows.
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => (hasKeyring ? 'gnome_libsecret' : 'basic_text'),
  async encryptStringAsync(plainText) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOf(), iv);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  async decryptStringAsync(encrypted) {
    const opened = createDecipheriv('aes-256-gcm', keyOf(), encrypted.subarray(0, 12));
    opened.setAuthTag(encrypted.subarray(12, 28));
    const result = Buffer.concat([opened.update(encrypted.subarray(28)), opened.final()]).toString('utf8');
    return { shouldReEncrypt: false, result };
  },
} satisfies Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;
