import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headerBytes } from './header.ts';
import { usualCost } from './keys.ts';
import { listBackups } from './list.ts';

const origin = '0'.repeat(32);
const header = {
  format: 1 as const,
  id: 'bkp_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  compression: 'zstd' as const,
  made_at: '2026-04-15T04:00:00Z',
  schema: 1,
  origin,
  derivation: { kdf: 'scrypt' as const, ...usualCost, salt: 'c2FsdA' },
  nonce: 'bm9uY2U',
  check: 'Y2hlY2s',
};
const head = headerBytes(header);

test.runIf(process.platform !== 'win32')(
  'in a folder that others write into, only backups of this hub are its own, and what is no file holds nobody up',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dunebook-list-'));
    const file = (name: string) => join(folder, `${name}.dunebook-backup`);
    try {
      writeFileSync(file('ours'), head);
      writeFileSync(file('of another hub'), headerBytes({ ...header, origin: '1'.repeat(32) }));
      execFileSync('mkfifo', [file('pipe')]);
      mkdirSync(file('folder'));
      symlinkSync('/dev/zero', file('zeros'));
      writeFileSync(file('cut off'), head.subarray(0, 30));
      writeFileSync(file('huge head'), Buffer.concat([head.subarray(0, 16), Buffer.alloc(4, 0xff)]));
      expect((await listBackups(folder, origin)).map((one) => one.file)).toEqual([file('ours')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
