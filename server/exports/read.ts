import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { type Contents, contents, contentsFile, type Manifest, manifest, manifestFile } from './format.ts';

/** One file of an export is not larger than this when it is unpacked: 1 GiB, thousands of years of a small practice. */
const largestFile = 2 ** 30;

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
  const about = parsed(manifest, manifestFile, textOf(manifestFile));
  const parts = parsed(contents, contentsFile, textOf(contentsFile));

  function textOf(name: string, part?: Contents[string]): string {
    const file = unpacked(bytes, name);
    if (part && createHash('sha256').update(file).digest('hex') !== part.sha256) throw damaged(name);
    return Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString();
  }

  return {
    manifest: about,
    total: Object.entries(parts).reduce(
      (sum, [name, { lines }]) => sum + (name.startsWith('data/') ? lines : 0),
      0,
    ),
    *lines(name, schema) {
      const part = parts[name];
      if (!part) throw damaged(name);
      const text = textOf(name, part);
      for (let from = 0; from < text.length; ) {
        const end = text.indexOf('\n', from);
        if (end < 0) throw damaged(name);
        yield parsed(schema, name, text.slice(from, end));
        from = end + 1;
      }
    },
  };
}

function unpacked(bytes: Uint8Array, name: string): Uint8Array {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: (file) => file.name === name && file.originalSize <= largestFile });
  } catch {
    throw noExport();
  }
  const file = files[name];
  if (!file) throw name === manifestFile ? noExport() : damaged(name);
  return file;
}

function parsed<T extends z.ZodType>(schema: T, name: string, text: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
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
