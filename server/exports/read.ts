import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { contents, contentsFile, type Manifest, manifest, manifestFile } from './format.ts';
import { unzipped } from './unzip.ts';

/** Bytes of an unpacked file of lines: 1 GiB, hundreds of years of a small practice; and of one that is read whole. */
const largestFile = 2 ** 30;
const largestWhole = 2 ** 20;

/** An export that was opened; each of its files is unpacked when it is read, and found whole before a line is given. */
export interface OpenExport {
  readonly manifest: Manifest;
  /** Lines of all its files of data, as far as it says. */
  readonly total: number;
  /** The lines of a file, each as the schema wants it. */
  lines<T extends z.ZodType>(name: string, schema: T): Generator<z.output<T>>;
}

/** Opens an export; 422 `validation_failed`, with a sentence for people, where the bytes are none, or not whole. */
export function openExport(bytes: Uint8Array): OpenExport {
  const about = parsed(manifest, manifestFile, unpacked(bytes, manifestFile, largestWhole));
  const parts = parsed(contents, contentsFile, unpacked(bytes, contentsFile, largestWhole));

  return {
    manifest: about,
    total: Object.entries(parts).reduce(
      (sum, [name, { lines }]) => sum + (name.startsWith('data/') ? lines : 0),
      0,
    ),
    *lines(name, schema) {
      const part = parts[name];
      if (!part) throw damaged(name);
      const file = unpacked(bytes, name, largestFile);
      if (createHash('sha256').update(file).digest('hex') !== part.sha256) throw damaged(name);
      for (let from = 0; from < file.length; ) {
        const end = file.indexOf(lineFeed, from);
        if (end < 0) throw damaged(name);
        yield parsed(schema, name, file.subarray(from, end));
        from = end + 1;
      }
    },
  };
}

const lineFeed = 10;

function unpacked(bytes: Uint8Array, name: string, largest: number): Buffer {
  let file: Buffer | undefined;
  try {
    file = unzipped(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, largest);
  } catch {
    throw noExport();
  }
  if (!file) throw name === manifestFile ? noExport() : damaged(name);
  return file;
}

function parsed<T extends z.ZodType>(schema: T, name: string, text: Buffer): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text.toString());
  } catch {
    throw damaged(name);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw name === manifestFile ? noExport() : damaged(name);
}

function noExport(): RefusalError {
  const message = 'This is no export of Dunebook, or one that a newer program made';
  return new RefusalError(refuse('validation_failed', message, { reason: 'no_export' }));
}

/** Something of it is missing or was changed after it was made. */
export function damaged(name: string): RefusalError {
  const message = `The export is damaged: ${name} is not as it was made`;
  return new RefusalError(refuse('validation_failed', message, { reason: 'damaged', file: name }));
}
