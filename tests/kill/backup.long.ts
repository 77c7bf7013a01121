import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  copyOf,
  expectGoodBackups,
  expectOldKept,
  inChild,
  make,
  makePlace,
  type Place,
  remove,
  restore,
  stateAfterStart,
  stepsOf,
} from './backup.ts';

let original: Place;
beforeAll(async () => {
  original = await makePlace();
});
afterAll(() => remove(original));

/** So many numbers of 1 to `last`, spread over all of it. */
function spread(count: number, last: number): number[] {
  return Array.from({ length: count }, (_, i) => 1 + Math.floor((i * last) / count));
}

test('a hundred kills at all steps of backup, restore and the start that finishes it: whole states only', async () => {
  const making = await stepsOf(original, make);
  const restoring = await stepsOf(original, restore);
  const noReturn = restoring.indexOf('note out') + 1;
  let kills = 0;

  async function killMaking(dieAt: number): Promise<void> {
    const place = copyOf(original);
    expect(await inChild({ type: 'make', place, dieAt })).toBe(false);
    kills++;
    await expectGoodBackups(place);
    expect(stateAfterStart(place)).toBe('old');
    remove(place);
  }

  async function killRestoring(dieAt: number): Promise<void> {
    const place = copyOf(original);
    expect(await inChild({ type: 'restore', place, dieAt })).toBe(false);
    kills++;
    // Each start that is to finish it is killed a step later, until one gets through.
    for (let n = 1; n <= 2; n++) if (!(await inChild({ type: 'settle', place, dieAt: n }))) kills++;
    const state = stateAfterStart(place);
    const what = restoring[dieAt - 1];
    expect([what, state]).toEqual([what, dieAt <= noReturn ? 'old' : 'restored']);
    if (state === 'restored') expectOldKept(place);
    await expectGoodBackups(place, 1);
    remove(place);
  }

  const later = spread(25, restoring.length - noReturn).map((n) => n + noReturn);
  const all = [
    ...spread(30, making.length).map((at) => () => killMaking(at)),
    ...[...spread(15, noReturn), ...later].map((at) => () => killRestoring(at)),
  ];
  const lane = async () => {
    for (let next = all.shift(); next; next = all.shift()) await next();
  };
  await Promise.all([lane(), lane()]);
  expect(kills).toBeGreaterThanOrEqual(100);
});

/** A small disk of its own in memory; undefined where the system does not let this user have one. */
function smallDisk(at: string, kilobytes: number): (() => void) | undefined {
  mkdirSync(at, { recursive: true });
  if (process.platform !== 'linux') return undefined;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', at]);
  return status === 0 ? () => void spawnSync('umount', [at]) : undefined;
}

test('a real disk that is full, at whatever byte: the last backup stands, the data is as it was', async () => {
  const { size } = statSync(original.backup);
  const atAll = join(original.root, 'probe');
  const release = smallDisk(atAll, 64);
  if (!release) {
    process.stdout.write('No small disks may be mounted here: nothing was filled.\n');
    return;
  }
  release();
  for (const share of [0, 0.2, 0.5, 0.8, 0.95]) {
    // A second disk for the backups that is full when so much of the next is written.
    const place = copyOf(original);
    const drive = join(place.root, 'drive');
    const unmount = smallDisk(drive, Math.ceil((size * share) / 1024) + 8);
    try {
      const error = await make({ ...place, folder: drive }, () => undefined).catch((error: unknown) => error);
      expect([share, error]).toMatchObject([share, { problem: 'full' }]);
      expect(readdirSync(drive)).toEqual([]);
    } finally {
      unmount?.();
    }
    await expectGoodBackups(place, 1);
    remove(place);
  }
  for (const share of [0.1, 0.4, 0.8]) {
    // The disk of the data is full when so much has been unpacked beside it.
    const place = copyOf(original);
    const data = join(place.root, 'small');
    const used = readdirSync(place.dataDir).reduce(
      (sum, name) => sum + statSync(join(place.dataDir, name)).size,
      0,
    );
    const unmount = smallDisk(data, Math.ceil((used * (1 + share)) / 1024));
    spawnSync('cp', ['-a', `${place.dataDir}/.`, data]);
    const there = { ...place, dataDir: data };
    try {
      const error = await restore(there, () => undefined).catch((error: unknown) => error);
      expect([share, error]).toMatchObject([share, { problem: 'full' }]);
      expect(readdirSync(data).filter((name) => /restore/.test(name))).toEqual([]);
      // Where there is room to look at it.
      cpSync(data, join(place.root, 'after'), { recursive: true });
      expect(stateAfterStart({ ...place, dataDir: join(place.root, 'after') })).toBe('old');
    } finally {
      unmount?.();
    }
    rmSync(data, { recursive: true, force: true });
    remove(place);
  }
});
