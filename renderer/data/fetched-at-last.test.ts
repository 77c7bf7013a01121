import { expect, it } from 'vitest';
import { loadCommands } from './commands.ts';
import { fetchedAtLast, soon } from './fetched-at-last.ts';

it('the commands are asked for however often they cannot be fetched', async () => {
  const commands = await loadCommands();
  const pauses: number[] = [];
  let tries = 0;
  const load = async () => {
    tries += 1;
    if (tries < 4) throw new TypeError('Failed to fetch dynamically imported module');
    return commands;
  };
  const after = (ms: number, run: () => void) => {
    pauses.push(ms);
    run();
    return () => undefined;
  };
  expect(await fetchedAtLast(after, load)).toBe(commands);
  expect(pauses).toEqual([1_000, 1_000, 1_000]);
  expect(commands.commandOf('bookings.create')?.name).toBe('bookings.create');
});

it('nobody waits for them for longer than three seconds', async () => {
  const timers: { ms: number; run: () => void; stopped: boolean }[] = [];
  const after = (ms: number, run: () => void) => {
    const timer = { ms, run, stopped: false };
    timers.push(timer);
    return () => {
      timer.stopped = true;
    };
  };
  expect(await soon(after, Promise.resolve('here'))).toBe('here');
  expect(timers[0]?.stopped).toBe(true);
  const late = soon(after, new Promise<string>(() => undefined));
  expect(timers[1]?.ms).toBe(3_000);
  timers[1]?.run();
  expect(await late).toBeUndefined();
});
