import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Autostart } from './autostart.ts';
import { keepProgram, type Program } from './program.ts';
import { openProgramLog } from './program-log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-program-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(autostart?: Autostart): Program {
  return keepProgram({
    settingsFile: join(folder, 'program.json'),
    autostart,
    never: 'no_source',
    load: () => Promise.reject(new Error('never loaded')),
    clock: () => 0,
    log: () => undefined,
  });
}

test('what is chosen is there in the next run; a file that cannot be read counts as nothing chosen', async () => {
  const program = open();
  expect((await program.next(undefined)).settings).toEqual({ look_for_updates: true, close_to_tray: false });
  program.set({ close_to_tray: true });
  program.set({ look_for_updates: false });
  expect(open().closesToTray()).toBe(true);
  expect((await open().next(undefined)).settings).toEqual({ look_for_updates: false, close_to_tray: true });
  writeFileSync(join(folder, 'program.json'), '{"close_to_tray":');
  expect(open().closesToTray()).toBe(false);
});

test('the window is answered at once where it knows less, and otherwise with the next change', async () => {
  const program = open();
  const { n } = await program.next(undefined);
  const heard = vi.fn();
  const next = program.next(n).then(heard);
  await Promise.resolve();
  expect(heard).not.toHaveBeenCalled();
  program.set({ close_to_tray: true });
  await next;
  expect(heard.mock.calls[0]?.[0]).toMatchObject({ n: n + 1, settings: { close_to_tray: true } });
  expect((await program.next(n)).n).toBe(n + 1);
});

test('starting with the computer is what the system says, and not offered where it cannot be', async () => {
  let on = false;
  const program = open({
    isOn: () => on,
    set(next) {
      on = next;
    },
  });
  program.set({ start_with_computer: true });
  expect((await program.next(undefined)).settings.start_with_computer).toBe(true);
  on = false;
  expect((await program.next(undefined)).settings.start_with_computer).toBe(false);
  expect(readFileSync(join(folder, 'program.json'), 'utf8')).not.toContain('start');
  expect((await open().next(undefined)).settings).not.toHaveProperty('start_with_computer');
});

test('the log takes a line for each failure, and does not grow for ever', () => {
  const file = join(folder, 'program.log');
  const log = openProgramLog(file, () => Date.parse('2026-04-15T09:00:00Z'));
  log('updates', new Error('no network'));
  expect(readFileSync(file, 'utf8')).toBe(
    '{"time":"2026-04-15T09:00:00.000Z","about":"updates","error":"no network"}\n',
  );
  writeFileSync(file, 'x'.repeat(600_000));
  log('updates', 'cut off');
  expect(readFileSync(`${file}.1`, 'utf8')).toHaveLength(600_000);
  expect(readFileSync(file, 'utf8')).toContain('cut off');
});
