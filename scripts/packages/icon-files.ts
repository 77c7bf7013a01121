/** The type under which macOS finds a PNG of this many pixels in an `icns`. */
const icnsTypes: ReadonlyMap<number, string> = new Map([
  [16, 'icp4'],
  [32, 'icp5'],
  [64, 'icp6'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
]);

/** An icon file of macOS. @param images PNG files by their size in pixels */
export function icns(images: ReadonlyMap<number, Buffer>): Buffer {
  const parts = [...images].map(([size, image]) => {
    const type = icnsTypes.get(size);
    if (type === undefined) throw new Error(`An icns has no image of ${size} pixels.`);
    return Buffer.concat([Buffer.from(type, 'latin1'), bigEndian(image.length + 8), image]);
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from('icns', 'latin1'), bigEndian(body.length + 8), body]);
}

/** An icon file of Windows. @param images PNG files by their size in pixels, 256 at most */
export function ico(images: ReadonlyMap<number, Buffer>): Buffer {
  const header = Buffer.alloc(6 + 16 * images.size);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.size, 4);
  let offset = header.length;
  for (const [i, [size, image]] of [...images].entries()) {
    const at = 6 + 16 * i;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([header, ...images.values()]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
