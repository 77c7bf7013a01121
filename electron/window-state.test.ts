import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 2560, height: 1440 };

describe('placing the window', () => {
  test('the first time: 1280 × 800 in the middle of the primary screen', () => {
    expect(placeWindow(undefined, [screen])).toEqual({
      x: 320,
      y: 153,
      width: 1280,
      height: 800,
      maximized: false,
    });
  });

  test('as it was, on the screen it was on', () => {
    const saved = { x: 2000, y: 100, width: 1400, height: 900, maximized: true };
    expect(placeWindow(saved, [screen, second])).toEqual(saved);
  });

  test('back into view when its screen is gone', () => {
    const saved = { x: 2000, y: 100, width: 1400, height: 900, maximized: false };
    expect(placeWindow(saved, [screen])).toEqual({ ...saved, x: 520 });
  });

  test('it always lies wholly on one screen', () => {
    const area = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 320, max: 4000 }),
      height: fc.integer({ min: 240, max: 3000 }),
    });
    const state = fc.tuple(area, fc.boolean()).map(([rect, maximized]) => ({ ...rect, maximized }));
    fc.assert(
      fc.property(
        fc.option(state, { nil: undefined }),
        area,
        fc.array(area, { maxLength: 3 }),
        (saved, first, rest) => {
          const placed = placeWindow(saved, [first, ...rest]);
          return [first, ...rest].some(
            (on) =>
              placed.x >= on.x &&
              placed.y >= on.y &&
              placed.x + placed.width <= on.x + on.width &&
              placed.y + placed.height <= on.y + on.height,
          );
        },
      ),
    );
  });
});

describe('the saved state', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-window-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read as it was written', () => {
    const file = join(folder, 'deep', 'window.json');
    const state = { x: 1, y: 2, width: 1000, height: 700, maximized: true };
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  test.each(['', '{', '[]', '{"x":"1"}', '{"x":1,"y":2,"width":-5,"height":1e9,"maximized":false}'])(
    'is forgotten where it says %j',
    (text) => {
      const file = join(folder, 'broken.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeUndefined();
      expect(readWindowState(join(folder, 'none.json'))).toBeUndefined();
    },
  );
});
