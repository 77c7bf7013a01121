import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureBrowser, quietBrowser } from '../browser.ts';
import { icns, ico } from './icon-files.ts';

/*
 * Draws the program's icon in every size that Windows, macOS and Linux want, from the one that the desk's page has:
 * `node scripts/packages/icons.ts`, after renderer/icon.svg was changed. What it writes is committed.
 */
const root = join(import.meta.dirname, '../..');
const resources = join(root, 'electron/resources');
const svg = readFileSync(join(root, 'renderer/icon.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...quietBrowser] });
const page = await browser.newPage();

/** The icon as a PNG of `size` pixels; `part` of it is the drawing, what is left is an empty border. */
async function drawn(size: number, part = 1): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  const side = `${size * part}px`;
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh}svg{width:${side};height:${side}}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true, type: 'png' });
}

async function all(sizes: readonly number[], part = 1): Promise<Map<number, Buffer>> {
  const images = new Map<number, Buffer>();
  for (const size of sizes) images.set(size, await drawn(size, part));
  return images;
}

// macOS draws no border itself: an icon there leaves a tenth on each side.
writeFileSync(join(resources, 'icon.icns'), icns(await all([16, 32, 64, 128, 256, 512, 1024], 0.8)));
writeFileSync(join(resources, 'icon.ico'), ico(await all([16, 24, 32, 48, 64, 128, 256])));
for (const [size, image] of await all([16, 32, 48, 64, 128, 256, 512])) {
  writeFileSync(join(resources, `icons/${size}x${size}.png`), image);
}
await browser.close();
