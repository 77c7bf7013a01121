import { inflateRawSync } from 'node:zlib';

/*
 * Reads single files of a zip that anybody may have made. A library would believe the sizes that it states: a few hundred
 * kilobytes keep it busy for minutes, and the whole hub with it.
 */

const endMark = Buffer.from('PK\x05\x06', 'latin1');
/** The end, with the longest comment. */
const longestEnd = 22 + 0xffff;
const entryMark = 0x02014b50;

/**
 * A file of a zip, unpacked; undefined where there is none of that name.
 * @throws where the bytes are no zip, or the file is not of the size that is stated, or larger than `largest` bytes
 */
export function unzipped(zip: Buffer, name: string, largest: number): Buffer | undefined {
  const tail = zip.subarray(-longestEnd);
  const end = tail.subarray(tail.lastIndexOf(endMark));
  let at = end.readUInt32LE(16);
  for (let left = end.readUInt16LE(10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== entryMark) throw new Error('no entry of a zip');
    const names = at + 46;
    const extras = names + zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', names, extras) === name) return fileOf(zip, at, largest);
    at = extras + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
}

/** @param entry Where the directory of the zip tells of it */
function fileOf(zip: Buffer, entry: number, largest: number): Buffer {
  const size = zip.readUInt32LE(entry + 24);
  if (size > largest) throw new Error(`a file of ${size} bytes`);
  const head = zip.readUInt32LE(entry + 42);
  const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
  const packed = zip.subarray(from, from + zip.readUInt32LE(entry + 20));
  const isPlain = zip.readUInt16LE(entry + 10) === 0;
  const file = isPlain ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  if (file.length !== size) throw new Error('not of the size that is stated');
  return file;
}
