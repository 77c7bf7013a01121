import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cachedEnv } from '../../kit/compile-cache.ts';

const script = fileURLToPath(new URL('print-digest.ts', import.meta.url));

test('T1: the zone of the process has no part in the demo data', () => {
  const digests = ['UTC', 'America/New_York', 'Australia/Lord_Howe'].map((zone) =>
    execFileSync(process.execPath, [script], { env: { ...cachedEnv, TZ: zone } }).toString(),
  );
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(digests).size).toBe(1);
});
