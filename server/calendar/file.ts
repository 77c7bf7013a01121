import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** The bytes of a calendar, ready to be sent any number of times. */
export interface CalendarFile {
  /** `feed_….ics`: what a browser saves it as. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Digest of the bytes, without the quotes of an ETag. */
  readonly digest: string;
  /** Compressed at the first call, off the main thread. */
  gzipped(): Promise<Uint8Array>;
}

/** Makes the file of a calendar's text. */
export function calendarFile(name: string, text: string): CalendarFile {
  const bytes = Buffer.from(text);
  let compressed: Promise<Uint8Array> | undefined;
  return {
    name,
    bytes,
    digest: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    gzipped() {
      compressed ??= compress(bytes);
      return compressed;
    },
  };
}
