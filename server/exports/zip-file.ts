import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate } from 'fflate';
import type { Contents } from './format.ts';

/** Texts gathered before they are compressed, in characters. */
const chunkSize = 1 << 18;

/** A zip that is written from front to back, whatever its size. */
export interface ZipFile {
  /** Adds a file of texts, one after the other, and notes its length and checksum. */
  add(name: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void>;
  /** What was added so far. */
  contents(): Contents;
  /** Ends the zip; it is on the disk when this returns. */
  close(): void;
}

/** Begins a zip at `path`, which must not be there yet. */
export function createZip(path: string, madeAt: number): ZipFile {
  const file = openSync(path, 'wx', 0o600);
  const added: Contents = {};
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    // A full disk may take less than it is given before it says so.
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  });

  return {
    async add(name, texts) {
      const entry = new ZipDeflate(name, { level: 6 });
      entry.mtime = madeAt;
      zip.add(entry);
      const digest = createHash('sha256');
      let lines = 0;
      let waiting = '';
      const push = (last: boolean) => {
        const bytes = Buffer.from(waiting);
        waiting = '';
        digest.update(bytes);
        entry.push(bytes, last);
      };
      for await (const text of texts) {
        waiting += text;
        lines += 1;
        if (waiting.length > chunkSize) push(false);
      }
      push(true);
      added[name] = { lines, sha256: digest.digest('hex') };
    },
    contents: () => ({ ...added }),
    close() {
      zip.end();
      fsyncSync(file);
      closeSync(file);
    },
  };
}
