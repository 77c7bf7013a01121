import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

/** A rectangle on the screen, in device-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const savedState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
/** Where the window was when it was last moved, and whether it filled the screen. */
export type WindowState = z.output<typeof savedState>;

export const smallestWindow = { width: 900, height: 600 } as const;
const usualWindow = { width: 1280, height: 800 } as const;

/**
 * Where to put the window: as it was, moved and shrunk as little as it takes to lie wholly on one of the screens
 * there are now; without a saved state in the middle of the first screen.
 * @param workAreas of the screens, the primary first; at least one
 */
export function placeWindow(
  saved: WindowState | undefined,
  workAreas: readonly [Area, ...Area[]],
): WindowState {
  const wished = saved ?? { ...centred(workAreas[0]), maximized: false };
  const screen = workAreas.reduce((best, area) =>
    shared(wished, area) > shared(wished, best) ? area : best,
  );
  const width = clamp(wished.width, smallestWindow.width, screen.width);
  const height = clamp(wished.height, smallestWindow.height, screen.height);
  return {
    x: clamp(wished.x, screen.x, screen.x + screen.width - width),
    y: clamp(wished.y, screen.y, screen.y + screen.height - height),
    width,
    height,
    maximized: wished.maximized,
  };
}

/** The saved state; nothing where there is none, or none that can be read. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return savedState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(state));
}

function centred(area: Area): Area {
  return {
    ...usualWindow,
    x: area.x + Math.round((area.width - usualWindow.width) / 2),
    y: area.y + Math.round((area.height - usualWindow.height) / 2),
  };
}

/** Square pixels that two areas have in common. */
function shared(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** `highest` wins over `lowest`: a screen smaller than the smallest window still holds all of it. */
function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
