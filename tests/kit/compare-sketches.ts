import type { Sketch } from './sketch.ts';

/** How far two sketches of the same screen are apart. */
export interface Difference {
  /** Cells whose ground is nowhere near in the other sketch. */
  readonly cells: readonly number[];
  /** Share of such cells. */
  readonly ground: number;
  /** Their share in the block that has most of them. */
  readonly worstBlock: number;
  /** How much more or less is written, as a share of what was. */
  readonly ink: number;
  /** Share of blocks in which something is written that was empty, or nothing where something was. */
  readonly blocks: number;
}

/** What another font, or another way to smooth its edges, may change. */
export const bounds = { ground: 0.03, worstBlock: 0.65, ink: 0.15, blocks: 0.08 };

/** A channel may be off by so much: a colour is drawn as it is written. */
const colorBound = 4;
/** Cells along a side of a block. */
const blockSide = 8;

/** Compares two sketches of the same size; throws where the sizes differ. */
export function compareSketches(expected: Sketch, actual: Sketch): Difference {
  const { columns, rows } = expected;
  if (actual.columns !== columns || actual.rows !== rows)
    throw new Error(`${actual.columns} × ${actual.rows} cells, not ${columns} × ${rows}`);
  const all = Array.from({ length: columns * rows }, (_, cell) => cell);
  const cells = all.filter((cell) => !(isNear(actual, expected, cell) && isNear(expected, actual, cell)));
  const failing = new Set(cells);
  const blocks = [...Map.groupBy(all, (cell) => blockOf(cell, columns)).values()];
  const expectedInk = sum(expected, all);
  const perBlock = (of: Sketch, block: readonly number[]) => sum(of, block) / (block.length * 255);
  return {
    cells,
    ground: cells.length / all.length,
    worstBlock: Math.max(
      ...blocks.map((block) => block.filter((cell) => failing.has(cell)).length / block.length),
    ),
    ink: Math.abs(sum(actual, all) - expectedInk) / Math.max(1, expectedInk),
    blocks:
      blocks.filter((block) => isWritten(perBlock(expected, block), perBlock(actual, block))).length /
      blocks.length,
  };
}

/** What is beyond its bound, in words; none: the same screen. */
export function beyondBounds(difference: Difference): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return (['ground', 'worstBlock', 'ink', 'blocks'] as const)
    .filter((name) => difference[name] > bounds[name])
    .map((name) => `${name} ${percent(difference[name])}, at most ${percent(bounds[name])}`);
}

/** One of the cell and its neighbours in `there` has the ground that the cell has in `here`. */
function isNear(here: Sketch, there: Sketch, cell: number): boolean {
  const { columns, rows } = here;
  const x = cell % columns;
  const y = Math.floor(cell / columns);
  for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++)
      if (isSame(here.ground, cell * 3, there.ground, (row * columns + column) * 3)) return true;
  return false;
}

function isSame(a: readonly number[], atA: number, b: readonly number[], atB: number): boolean {
  for (let channel = 0; channel < 3; channel++)
    if (Math.abs((a[atA + channel] ?? 0) - (b[atB + channel] ?? 0)) > colorBound) return false;
  return true;
}

/** Written in one of the two and empty in the other; between empty and written lies a gap that counts as neither. */
function isWritten(one: number, other: number): boolean {
  return Math.min(one, other) < 0.005 && Math.max(one, other) > 0.04;
}

function blockOf(cell: number, columns: number): string {
  const x = Math.floor((cell % columns) / blockSide);
  return `${x} ${Math.floor(cell / columns / blockSide)}`;
}

function sum({ ink }: Sketch, cells: readonly number[]): number {
  return cells.reduce((total, cell) => total + (ink[cell] ?? 0), 0);
}
