import type { Response } from 'express';
import { type Refusal, refuse } from '../../shared/errors.ts';

/** Milliseconds that a reader may take for what was sent to it, before it is told and the stream ends. */
export const patience = 10_000;
/** Milliseconds that the last words may take. */
const goodbye = 10_000;

/** Why a stream ends whose reader does not keep up. */
export const slowReader: Refusal = refuse(
  'unavailable',
  'You read too slowly; come again with the Last-Event-ID that you have',
  { reason: 'slow_reader' },
);

/** Writes to a reader no faster than it reads, so that of a slow one only a page is kept. */
export interface StreamWriter {
  /** Resolves when there is room for more; false: the reader did not take it in time. */
  send(frame: string): boolean | Promise<boolean>;
  /** Sends a sign of life, where nothing else is on its way; answers whether it did. */
  beat(frame: string): boolean;
  /** Tells the reader why, and ends the stream. */
  end(why: Refusal): void;
  ended(): boolean;
}

export function streamWriter(response: Response): StreamWriter {
  let ended = false;
  response.on('close', () => {
    ended = true;
  });

  /** True as soon as everything was taken; true too where the reader went away, which is no fault of its speed. */
  function room(): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => done(false), patience);
      const drained = () => done(true);
      function done(inTime: boolean): void {
        clearTimeout(late);
        response.off('drain', drained);
        response.off('close', drained);
        resolve(inTime);
      }
      response.on('drain', drained);
      response.on('close', drained);
    });
  }

  return {
    send: (frame) => ended || response.write(frame) || room(),
    beat(frame) {
      const free = !ended && !response.writableNeedDrain;
      if (free) response.write(frame);
      return free;
    },
    end({ code, message, details }) {
      if (ended) return;
      ended = true;
      response.end(`event: closing\ndata: ${JSON.stringify({ code, message, ...details })}\n\n`);
      const force = setTimeout(() => response.destroy(), goodbye);
      response.on('close', () => clearTimeout(force));
    },
    ended: () => ended,
  };
}
