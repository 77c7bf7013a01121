import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';
import { beyondBounds, compareSketches, type Difference } from './compare-sketches.ts';
import type { Sketch, Sketcher } from './sketch.ts';

const folder = join(import.meta.dirname, '../golden/looks');

/** How long a screen may take to look as it should, in milliseconds. */
const patience = 10_000;

/** Says how a screen differs from its sketch in tests/golden/looks as it now is. */
export async function differenceOf(page: Page, sketcher: Sketcher, name: string): Promise<Difference> {
  const expected = await sketcher.read(readFileSync(join(folder, `${name}.png`)));
  return compareSketches(expected, await sketcher.sketch(await pictureOf(page)));
}

/**
 * Fails where a screen does not come to look like its sketch in tests/golden/looks; then the test keeps what was
 * expected, what was there, and where they differ. `RECORD=1` writes the sketch anew.
 */
export async function expectSameLooks(
  page: Page,
  sketcher: Sketcher,
  name: string,
  test: TestInfo,
): Promise<void> {
  const file = join(folder, `${name}.png`);
  if (process.env.RECORD) {
    const sketch = await settled(page, sketcher);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, await sketcher.write(sketch));
    return;
  }
  if (!existsSync(file)) throw new Error(`${name} has no sketch yet: RECORD=1 makes it`);
  const expected = await sketcher.read(readFileSync(file));
  const until = performance.now() + patience;
  let picture: Buffer;
  let difference: Difference;
  do {
    picture = await pictureOf(page);
    difference = compareSketches(expected, await sketcher.sketch(picture));
  } while (beyondBounds(difference).length > 0 && performance.now() < until);
  process.env.LOOKS &&
    process.stdout.write(`${name} ${JSON.stringify({ ...difference, cells: undefined })}\n`);
  const beyond = beyondBounds(difference);
  if (beyond.length === 0) return;
  const keep = (what: string, body: Buffer) => {
    const path = test.outputPath(`${name} ${what}.png`);
    writeFileSync(path, body);
    return test.attach(`${name} ${what}`, { path, contentType: 'image/png' });
  };
  await keep('expected', await sketcher.enlarged(expected));
  await keep('actual', picture);
  await keep('difference', await sketcher.framed(picture, difference.cells, expected.columns));
  expect.soft(beyond, `${name} looks different: see the pictures in ${test.outputDir}`).toEqual([]);
}

/** The sketch of a screen that has come to rest. */
async function settled(page: Page, sketcher: Sketcher): Promise<Sketch> {
  const until = performance.now() + patience;
  let before = await pictureOf(page);
  for (;;) {
    await page.waitForTimeout(500);
    const now = await pictureOf(page);
    if (now.equals(before)) return sketcher.sketch(now);
    if (performance.now() > until) throw new Error('The screen does not come to rest');
    before = now;
  }
}

function pictureOf(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}
