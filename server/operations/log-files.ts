import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

/** Lines wait so long before they are written together (milliseconds): a write for each would cost more than the request. */
const gather = 200;
/** More than this is not held in memory for a disk that takes nothing (bytes). */
const mostWaiting = 4 * 1024 * 1024;
/** After a file that could not be written, lines are dropped for so long (milliseconds): the hub works without its log. */
const pause = 30_000;

/** Where the log is kept. */
export interface LogFiles {
  write(line: string): void;
  /** Resolves when what was written so far is in the file. */
  close(): Promise<void>;
}

export interface LogFileOptions {
  /** Made with the first line. */
  readonly folder: string;
  /** Milliseconds of a clock that never steps. */
  readonly stopwatch: () => number;
  /** When a file is put aside (rotating-file-stream’s word, such as `5M`). */
  readonly size?: `${number}${'K' | 'M'}`;
  /** How many of those are kept, gzipped. */
  readonly kept?: number;
}

/**
 * `hub.log`, and older ones as `hub.1.log.gz` and on. What cannot be written is dropped and tried again later: nobody’s
 * booking waits for a log. Only the owner of the folder may read it.
 */
export function keepLogFiles({ folder, stopwatch, size = '5M', kept = 8 }: LogFileOptions): LogFiles {
  let stream: RotatingFileStream | undefined;
  let waiting: string[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let notBefore = Number.NEGATIVE_INFINITY;

  function open(): RotatingFileStream {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = createStream(
      (index) => (index === null || Number(index) === 0 ? 'hub.log' : `hub.${Number(index)}.log.gz`),
      {
        path: folder,
        size,
        rotate: kept,
        compress: 'gzip',
        mode: 0o600,
      },
    );
    opened.on('error', () => {
      if (stream === opened) stream = undefined;
      notBefore = stopwatch() + pause;
    });
    return opened;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting.join('');
    waiting = [];
    bytes = 0;
    if (text === '' || stopwatch() < notBefore) return;
    try {
      stream ??= open();
      if (stream.writableLength < mostWaiting) stream.write(text);
    } catch {
      notBefore = stopwatch() + pause;
    }
  }

  return {
    write(line) {
      if (bytes > mostWaiting) return;
      waiting.push(line);
      bytes += line.length;
      timer ??= setTimeout(flush, gather).unref();
    },
    async close() {
      flush();
      const closing = stream;
      stream = undefined;
      if (!closing || closing.destroyed) return;
      await new Promise<void>((resolve) => {
        closing.once('close', resolve);
        closing.once('error', () => resolve());
        closing.end();
      });
    },
  };
}

/** Folder of the logs of a hub. */
export function logFolder(dataDir: string): string {
  return join(dataDir, 'logs');
}
