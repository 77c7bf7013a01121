import { expect, it } from 'vitest';
import { beyondBounds, compareSketches } from './compare-sketches.ts';
import type { Sketch } from './sketch.ts';

const columns = 64;
const rows = 40;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** White, with a grey rail, and a card of blue with words on it. */
function sketchOf(card: Box | undefined, { rail = 6, words = 60, rails = 240 } = {}): Sketch {
  const ground: number[] = [];
  const ink: number[] = [];
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const onCard =
        card && x >= card.x && x < card.x + card.width && y >= card.y && y < card.y + card.height;
      ground.push(...(x < rail ? [rails, rails, rails] : onCard ? [220, 235, 250] : [255, 255, 255]));
      ink.push(onCard && y % 2 === 0 ? words : 0);
    }
  return { columns, rows, ground, ink };
}

const card = { x: 20, y: 8, width: 14, height: 6 };
const usual = sketchOf(card);

function judge(sketch: Sketch): string[] {
  return beyondBounds(compareSketches(usual, sketch)).map((words) => words.split(' ')[0] ?? '');
}

it('takes another font for the same screen: words of another size, boxes a cell further', () => {
  expect(judge(usual)).toEqual([]);
  expect(judge(sketchOf({ ...card, x: 21 }, { words: 64 }))).toEqual([]);
  expect(judge(sketchOf({ ...card, width: 15 }, { words: 56 }))).toEqual([]);
  expect(judge(sketchOf(card, { rails: 243 }))).toEqual([]);
});

it('sees a card that is missing or elsewhere, a rail that is wider, and another grey', () => {
  expect(judge(sketchOf(undefined))).toContain('ground');
  expect(judge(sketchOf({ ...card, y: 24 }))).toContain('ground');
  expect(judge(sketchOf(card, { rail: 9 }))).toContain('ground');
  expect(judge(sketchOf(card, { rails: 232 }))).toContain('ground');
});

it('sees that nothing is written any more', () => {
  expect(judge(sketchOf(card, { words: 0 }))).toEqual(['ink']);
  const wide = { x: 8, y: 0, width: 50, height: 40 };
  expect(beyondBounds(compareSketches(sketchOf(wide), sketchOf(wide, { words: 0 }))).length).toBe(2);
});

it('compares pictures of one size', () => {
  expect(() => compareSketches(usual, { ...usual, rows: 39 })).toThrow('64 × 39 cells, not 64 × 40');
});
