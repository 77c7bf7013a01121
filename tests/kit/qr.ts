import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';

/** What a phone's camera would read in a picture on the screen; nothing where there is no code to be read. */
export async function readQr(picture: Locator): Promise<string | undefined> {
  const png = await picture.screenshot();
  const { pixels, width, height } = await picture.page().evaluate(pixelsOf, png.toString('base64'));
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data;
}

/** Runs in the page, whose browser knows pictures. */
async function pixelsOf(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  context.drawImage(bitmap, 0, 0);
  return { pixels: [...context.getImageData(0, 0, width, height).data], width, height };
}
