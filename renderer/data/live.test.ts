import { expect, test } from 'vitest';
import { gathered, runLive } from './live.ts';

/** A live query whose reads end when the test says so. */
function controlled() {
  const reads: PromiseWithResolvers<string>[] = [];
  const shown: string[] = [];
  const errors: unknown[] = [];
  const listeners = new Set<() => void>();
  const stop = runLive<string>({
    read() {
      const read = Promise.withResolvers<string>();
      reads.push(read);
      return read.promise;
    },
    watch(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    onData: (data) => shown.push(data),
    onError: (error) => errors.push(error),
  });
  return {
    reads,
    shown,
    errors,
    stop,
    listeners,
    change: () => {
      for (const listener of listeners) listener();
    },
    async answer(data: string) {
      reads.at(-1)?.resolve(data);
      await Promise.resolve();
      await Promise.resolve();
    },
    async fail(error: Error) {
      reads.at(-1)?.reject(error);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('reads at once and after every change', async () => {
  const live = controlled();
  await live.answer('a');
  live.change();
  await live.answer('b');
  expect(live.shown).toEqual(['a', 'b']);
  expect(live.reads).toHaveLength(2);
});

test('gathers changes during a read into one more read, never two at a time', async () => {
  const live = controlled();
  live.change();
  live.change();
  live.change();
  expect(live.reads).toHaveLength(1);
  await live.answer('a');
  expect(live.reads).toHaveLength(2);
  await live.answer('b');
  expect(live.shown).toEqual(['a', 'b']);
  expect(live.reads).toHaveLength(2);
});

test('tells of an error and goes on with the next change', async () => {
  const live = controlled();
  await live.fail(new Error('no store'));
  live.change();
  await live.answer('a');
  expect(live.errors).toEqual([new Error('no store')]);
  expect(live.shown).toEqual(['a']);
});

test('shows nothing more once it is stopped', async () => {
  const live = controlled();
  live.change();
  live.stop();
  await live.answer('a');
  expect(live.shown).toEqual([]);
  expect(live.reads).toHaveLength(1);
  expect(live.listeners.size).toBe(0);
});

test('while much arrives, changes are told of together; the last is never lost', () => {
  const timers: (() => void)[] = [];
  let isCalm = false;
  let told = 0;
  const after = (_ms: number, run: () => void) => {
    timers.push(run);
    return () => undefined;
  };
  const { changed, settle } = gathered(
    after,
    () => isCalm,
    () => told++,
  );
  changed();
  expect(told).toBe(1);
  for (let i = 0; i < 10; i++) changed();
  expect(told).toBe(1);
  timers.shift()?.();
  expect(told).toBe(2);
  changed();
  timers.shift()?.();
  expect(told).toBe(3);
  changed();
  settle();
  expect(told).toBe(3);
  isCalm = true;
  settle();
  expect(told).toBe(4);
  changed();
  changed();
  settle();
  expect(told).toBe(6);
});
