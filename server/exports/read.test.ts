import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openExport } from './read.ts';
import { unzipped } from './unzip.ts';

const zip = () => Buffer.from(zipSync({ 'a.txt': strToU8('one'), 'b.txt': strToU8('two') }));
const directory = Buffer.from('PK\x01\x02', 'latin1');

test('finds each file of a zip, packed or plain', () => {
  expect(unzipped(zip(), 'b.txt', 3)?.toString()).toBe('two');
  expect(unzipped(Buffer.from(zipSync({ a: [strToU8('plain'), { level: 0 }] })), 'a', 9)?.toString()).toBe(
    'plain',
  );
  expect(unzipped(zip(), 'c.txt', 3)).toBeUndefined();
  expect(() => unzipped(zip(), 'b.txt', 2)).toThrow('3 bytes');
});

test('what unpacks to more than is stated is not unpacked to its end', () => {
  const hostile = Buffer.from(zipSync({ 'dunebook.json': new Uint8Array(64 << 20) }));
  hostile.writeUInt32LE(10, hostile.indexOf(directory) + 24);
  expect(() => unzipped(hostile, 'dunebook.json', 100)).toThrow(/larger than 10 bytes/);
  expect(() => openExport(hostile)).toThrow(/no export/);
});

test('a zip with its end, its directory or a file elsewhere is none, whatever stands there', () => {
  const end = (count: number, at: number) => {
    const bytes = Buffer.alloc(22);
    bytes.write('PK\x05\x06', 'latin1');
    bytes.writeUInt16LE(count, 10);
    bytes.writeUInt32LE(at, 16);
    return bytes;
  };
  const entries = Buffer.concat([zip().subarray(0, zip().indexOf(directory)), end(0xffff, 0)]);
  const cut = zip();
  cut.writeUInt32LE(0xfffffff0, cut.indexOf(directory) + 42);
  const short = zip();
  short.writeUInt32LE(2, short.indexOf(directory) + 20);
  for (const hostile of [
    Buffer.alloc(0),
    Buffer.alloc(100),
    end(1, 0xffffffff),
    entries,
    cut,
    short,
    Buffer.concat([deflateRawSync(Buffer.alloc(1000)), end(3, 0)]),
  ])
    expect(() => unzipped(hostile, 'a.txt', 100)).toThrow();
});
