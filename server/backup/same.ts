import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { chunkSize } from './chunks.ts';
import { unpack } from './pack.ts';
import { BackupError } from './problem.ts';
import type { Step } from './step.ts';

/** Files of a folder. */
interface Files {
  readonly folder: string;
  readonly names: readonly string[];
}

/**
 * Reads a backup again and compares it, byte for byte, with the files it is of.
 * @throws BackupError `failed` where it is not the same; those of `unpack`
 */
export function expectSame(path: string, key: Uint8Array, { folder, names }: Files, step: Step): void {
  const expected = Buffer.alloc(chunkSize);
  let file = -1;
  const compare = {
    begin(name: string) {
      file = openSync(join(folder, name), 'r');
    },
    data(bytes: Uint8Array) {
      const read = readSync(file, expected, 0, bytes.length, null);
      if (!expected.subarray(0, read).equals(bytes)) throw new BackupError('failed');
    },
    end() {
      const whole = readSync(file, expected, 0, 1, null) === 0;
      closeSync(file);
      file = -1;
      if (!whole) throw new BackupError('failed');
    },
  };
  try {
    const found = unpack(path, key, compare, step);
    if (found.length !== names.length || found.some((name, i) => name !== names[i]))
      throw new BackupError('failed');
  } finally {
    if (file >= 0) closeSync(file);
  }
}
