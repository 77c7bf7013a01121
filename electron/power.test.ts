import { expect, test, vi } from 'vitest';
import { stayAwake } from './power.ts';

const blocker = vi.hoisted(() => ({ start: vi.fn(() => 7), stop: vi.fn() }));
vi.mock('electron', () => ({ powerSaveBlocker: blocker }));

test('the computer stays awake exactly while other desks depend on it', () => {
  const needed = stayAwake();
  needed(false);
  expect(blocker.start).not.toHaveBeenCalled();
  needed(true);
  needed(true);
  expect(blocker.start.mock.calls).toEqual([['prevent-app-suspension']]);
  needed(false);
  needed(false);
  expect(blocker.stop.mock.calls).toEqual([[7]]);
});
