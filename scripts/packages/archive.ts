import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What is in a packed program, by path: `out/main/main.js`. */
export interface Archive {
  readonly files: readonly string[];
  /** Whether a file lies beside the archive instead of in it. */
  readonly isUnpacked: (path: string) => boolean;
  readonly read: (path: string) => Buffer;
}

interface Folder {
  readonly files: Readonly<Record<string, Folder | Entry>>;
}

const entry = z.object({
  size: z.int(),
  /** Bytes after the header; absent for what is unpacked. */
  offset: z.string().optional(),
  unpacked: z.boolean().optional(),
});
type Entry = z.output<typeof entry>;

const folder: z.ZodType<Folder> = z.lazy(() =>
  z.object({ files: z.record(z.string(), z.union([folder, entry])) }),
);

/** Reads `app.asar`: a header in JSON, then the files one after the other. */
export function openArchive(file: string): Archive {
  const handle = openSync(file, 'r');
  const sizes = bytesAt(0, 16);
  const start = 8 + sizes.readUInt32LE(4);
  const header = folder.parse(JSON.parse(bytesAt(16, sizes.readUInt32LE(12)).toString()));
  closeSync(handle);
  const entries = new Map(entriesOf(header, ''));

  function bytesAt(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(handle, bytes, 0, length, position);
    return bytes;
  }

  return {
    files: [...entries.keys()],
    isUnpacked: (path) => entries.get(path)?.unpacked === true,
    read(path) {
      const found = entries.get(path);
      if (!found) throw new Error(`${path} is not in ${file}.`);
      if (found.offset === undefined) return readFileSync(join(`${file}.unpacked`, path));
      const bytes = Buffer.alloc(found.size);
      const again = openSync(file, 'r');
      readSync(again, bytes, 0, found.size, start + Number(found.offset));
      closeSync(again);
      return bytes;
    },
  };
}

function* entriesOf({ files }: Folder, path: string): Generator<[string, Entry]> {
  for (const [name, child] of Object.entries(files)) {
    if ('files' in child) yield* entriesOf(child, `${path}${name}/`);
    else yield [`${path}${name}`, child];
  }
}
