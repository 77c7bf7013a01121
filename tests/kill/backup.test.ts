import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleRestore } from '../../server/backup/switch.ts';
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

const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

/** Does the work with the disk full at its nth step. */
async function withFullDisk(work: typeof make | typeof restore, place: Place, at: number): Promise<unknown> {
  let n = 0;
  const step = () => {
    if (n++ === at) throw full();
  };
  return work(place, step).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('a full disk at any step of a backup is said, leaves nothing half-written, and the last backup stands', async () => {
  const steps = await stepsOf(original, make);
  const place = copyOf(original);
  for (const [at, step] of steps.entries()) {
    const error = await withFullDisk(make, place, at);
    expect([step, error]).toMatchObject([step, { problem: 'full' }]);
    expect([step, readdirSync(place.dataDir).filter((name) => name.startsWith('.backup'))]).toEqual([
      step,
      [],
    ]);
    expect([step, readdirSync(place.folder).filter((name) => name.endsWith('.tmp'))]).toEqual([step, []]);
    // Once it has its name it counts, whatever comes after.
    if (step !== 'named') await expectGoodBackups(place, 1);
  }
  await expectGoodBackups(place, 2);
  remove(place);
});

test('a full disk at any step of a restore leaves all of the old data, or goes on to all of the new', async () => {
  const steps = await stepsOf(original, restore);
  const noReturn = steps.indexOf('note in') + 1;
  for (const [at, step] of steps.entries()) {
    // Reading goes in many steps that are alike.
    if (step === 'read' && steps[at - 1] === 'read' && steps[at + 1] === 'read') continue;
    const place = copyOf(original);
    const error = await withFullDisk(restore, place, at);
    expect([step, error]).not.toEqual([step, undefined]);
    if (at < noReturn) {
      // At once, without a start in between.
      expect([step, readdirSync(place.dataDir).filter((name) => /restore/.test(name))]).toEqual([step, []]);
      expect([step, stateAfterStart(place)]).toEqual([step, 'old']);
    } else {
      expect([step, stateAfterStart(place)]).toEqual([step, 'restored']);
      expectOldKept(place);
    }
    remove(place);
  }
});

/** Overwrites what is in the middle of a file, as a disk does that forgets. */
function spoil(folder: string, name: string): void {
  const path = join(folder, name);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(statSync(path).size / 2));
  closeSync(file);
}

const found = (folder: string, pattern: RegExp) =>
  readdirSync(folder).find((name) => pattern.test(name)) ?? 'nothing';

test('a backup that is not as it was written, or of data that is not whole, gets no name', async () => {
  for (const [at, spoilt] of [
    ['read', ({ folder }: Place) => spoil(folder, found(folder, /\.tmp$/))],
    ['copied', ({ dataDir }: Place) => spoil(join(dataDir, found(dataDir, /^\.backup-/)), 'live.sqlite')],
  ] as const) {
    const place = copyOf(original);
    let isSpoilt = false;
    const made = make(place, (step) => {
      if (step !== at || isSpoilt) return;
      isSpoilt = true;
      spoilt(place);
    });
    await expect(made, at).rejects.toThrow();
    await expectGoodBackups(place, 1);
    remove(place);
  }
});

test('data that is not whole once it is unpacked is not put in the place of what there is', async () => {
  const place = copyOf(original);
  const restored = restore(place, (step) => {
    const { dataDir } = place;
    if (step === 'check') spoil(join(dataDir, found(dataDir, /^\.restore-/)), 'live.sqlite');
  });
  await expect(restored).rejects.toMatchObject({ problem: 'damaged' });
  expect(stateAfterStart(place)).toBe('old');
  remove(place);
});

test('kill -9 in the middle of a backup, of the way out, of the way in, and of finishing: whole states only', async () => {
  const steps = await stepsOf(original, restore);
  const making = await stepsOf(original, make);
  const nth = (all: readonly string[], what: string) => all.indexOf(what) + 1;
  const place = copyOf(original);
  expect(await inChild({ type: 'make', place, dieAt: nth(making, 'name') })).toBe(false);
  await expectGoodBackups(place, 1);
  expect(stateAfterStart(place)).toBe('old');
  remove(place);

  for (const [what, state] of [
    ['epoch', 'old'],
    ['out test.sqlite', 'restored'],
    ['in mark.txt', 'restored'],
  ] as const) {
    const place = copyOf(original);
    expect(await inChild({ type: 'restore', place, dieAt: nth(steps, what) })).toBe(false);
    // And the start that was to finish it is killed, too.
    if (state === 'restored') expect(await inChild({ type: 'settle', place, dieAt: 2 })).toBe(false);
    expect([what, stateAfterStart(place)]).toEqual([what, state]);
    if (state === 'restored') expectOldKept(place);
    await expectGoodBackups(place, 1);
    settleRestore(place.dataDir);
    remove(place);
  }
});
