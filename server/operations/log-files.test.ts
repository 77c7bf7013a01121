import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLogFiles } from './log-files.ts';

let parent: string;
let folder: string;
let now = 0;
const stopwatch = () => now;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'dunebook-logs-'));
  folder = join(parent, 'logs');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test('lines are in the file when it is closed, in their order, for its owner alone', async () => {
  const files = keepLogFiles({ folder, stopwatch });
  for (let n = 0; n < 500; n++) files.write(`line ${n}\n`);
  await files.close();
  const text = readFileSync(join(folder, 'hub.log'), 'utf8');
  expect(text).toBe(Array.from({ length: 500 }, (_, n) => `line ${n}\n`).join(''));
  if (process.platform !== 'win32') {
    expect(statSync(join(folder, 'hub.log')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  }
});

test('a file that is full is put aside gzipped, and of those only the newest are kept', async () => {
  for (let run = 0; run < 5; run++) {
    const files = keepLogFiles({ folder, stopwatch, size: '1K', kept: 2 });
    files.write(`${`run ${run} `.repeat(200)}\n`);
    await files.close();
  }
  expect(readdirSync(folder).sort()).toEqual(['hub.1.log.gz', 'hub.2.log.gz', 'hub.log']);
  const last = gunzipSync(readFileSync(join(folder, 'hub.1.log.gz'))).toString();
  const before = gunzipSync(readFileSync(join(folder, 'hub.2.log.gz'))).toString();
  expect([last.slice(0, 5), before.slice(0, 5)]).toEqual(['run 4', 'run 3']);
});

test('where nothing can be written nobody is held up, and once it can be, lines are kept again', async () => {
  writeFileSync(folder, 'in the way');
  const files = keepLogFiles({ folder, stopwatch });
  files.write('lost\n');
  await files.close();
  rmSync(folder);
  mkdirSync(folder);
  files.write('too early\n');
  await files.close();
  now += 60_000;
  files.write('kept\n');
  await files.close();
  expect(readFileSync(join(folder, 'hub.log'), 'utf8')).toBe('kept\n');
});
