import type { Browser, Page } from '@playwright/test';

/** Pixels along a side of a cell. */
export const cellSize = 10;

/**
 * What a picture of a screen comes down to, the same with any font and any way to smooth its edges: per cell the colour
 * that most of its pixels have, which is what words stand on, and how much of it is something else, which is the words.
 */
export interface Sketch {
  /** Cells in a row. */
  readonly columns: number;
  readonly rows: number;
  /** Red, green and blue of each cell, 0 to 255, row by row. */
  readonly ground: readonly number[];
  /** Share of each cell's pixels, 0 to 255, that are far from its ground. */
  readonly ink: readonly number[];
}

/** Reads and writes pictures; a blank page of the browser does it. */
export interface Sketcher {
  sketch(png: Buffer): Promise<Sketch>;
  /** A sketch as a small picture: grounds above, ink below. */
  write(sketch: Sketch): Promise<Buffer>;
  read(png: Buffer): Promise<Sketch>;
  /** The sketch's grounds in the size of the screen, for people. */
  enlarged(sketch: Sketch): Promise<Buffer>;
  /** A picture of a screen with cells framed in red. */
  framed(png: Buffer, cells: readonly number[], columns: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens a blank page for it. */
export async function openSketcher(browser: Browser): Promise<Sketcher> {
  const page = await browser.newPage();
  const drawn = async (of: Sketch, scale: number, withInk: boolean) =>
    Buffer.from(await page.evaluate(draw, { ...of, scale, withInk }), 'base64');
  return {
    sketch: async (png) => page.evaluate(reduce, { png: png.toString('base64'), side: cellSize }),
    write: (sketch) => drawn(sketch, 1, true),
    read: (png) => readSketch(page, png),
    enlarged: (sketch) => drawn(sketch, cellSize, false),
    async framed(png, cells, columns) {
      const asked = { png: png.toString('base64'), cells, columns, side: cellSize };
      return Buffer.from(await page.evaluate(frame, asked), 'base64');
    },
    close: () => page.context().close(),
  };
}

async function readSketch(page: Page, png: Buffer): Promise<Sketch> {
  const { columns, rows, ground } = await page.evaluate(reduce, { png: png.toString('base64'), side: 1 });
  const half = rows / 2;
  const cells = columns * half;
  return {
    columns,
    rows: half,
    ground: ground.slice(0, cells * 3),
    ink: Array.from({ length: cells }, (_, cell) => ground[(cells + cell) * 3] ?? 0),
  };
}

/** Runs in the blank page. */
async function reduce({ png, side }: { png: string; side: number }) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!canvas) throw new Error('There is no canvas');
  canvas.drawImage(image, 0, 0);
  const { data, width } = canvas.getImageData(0, 0, image.width, image.height);
  const columns = Math.floor(image.width / side);
  const rows = Math.floor(image.height / side);
  const ground: number[] = [];
  const ink: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const counts = new Map<number, number>();
      for (let y = row * side; y < (row + 1) * side; y++)
        for (let x = column * side; x < (column + 1) * side; x++) {
          const at = (y * width + x) * 4;
          const color = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
          counts.set(color, (counts.get(color) ?? 0) + 1);
        }
      const [most = 0] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
      const channels = (color: number) => [color >> 16, (color >> 8) & 255, color & 255];
      const [red = 0, green = 0, blue = 0] = channels(most);
      ground.push(red, green, blue);
      let far = 0;
      for (const [color, count] of counts) {
        const [r = 0, g = 0, b = 0] = channels(color);
        if (Math.max(Math.abs(r - red), Math.abs(g - green), Math.abs(b - blue)) > 32) far += count;
      }
      ink.push(Math.round((255 * far) / (side * side)));
    }
  return { columns, rows, ground, ink };
}

/** Runs in the blank page; answers in base64. */
async function draw(of: Sketch & { scale: number; withInk: boolean }): Promise<string> {
  const { columns, rows, ground, ink, scale, withInk } = of;
  const canvas = new OffscreenCanvas(columns * scale, rows * scale * (withInk ? 2 : 1));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas');
  for (let cell = 0; cell < columns * rows; cell++) {
    const x = (cell % columns) * scale;
    const y = Math.floor(cell / columns) * scale;
    context.fillStyle = `rgb(${ground.slice(cell * 3, cell * 3 + 3).join(' ')})`;
    context.fillRect(x, y, scale, scale);
    if (!withInk) continue;
    context.fillStyle = `rgb(${ink[cell]} ${ink[cell]} ${ink[cell]})`;
    context.fillRect(x, y + rows * scale, scale, scale);
  }
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
}

interface Framing {
  readonly png: string;
  readonly cells: readonly number[];
  readonly columns: number;
  readonly side: number;
}

/** Runs in the blank page; answers in base64. */
async function frame({ png, cells, columns, side }: Framing): Promise<string> {
  const from = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([from], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas');
  context.drawImage(image, 0, 0);
  context.fillStyle = 'rgb(255 0 0 / 45%)';
  for (const cell of cells)
    context.fillRect((cell % columns) * side, Math.floor(cell / columns) * side, side, side);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
}
