import { expect, it } from 'vitest';
import { loadCommands } from './commands.ts';
import { fetchedAtLast } from './fetched-at-last.ts';

it('a deed waits for the commands, however often they cannot be fetched', async () => {
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
