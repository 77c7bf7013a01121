import type { Response } from 'express';
import { RefusalError } from '../../shared/errors.ts';
import { deskResources } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import type { Call } from '../api/route.ts';
import { authGate } from '../gates/auth.ts';
import type { Commit } from '../store/store.ts';
import { together } from './together.ts';

/**
 * Milliseconds between lines that say nothing but "still here". A desk takes a connection for dead that is silent for
 * more than twice as long (renderer/data/link.ts), so that nobody is told for long that the hub is here.
 */
const heartbeatEvery = 4_000;

/**
 * Milliseconds between two messages of a busy day: ten desks that pulled after each of a hundred commits a second would ask
 * for more than all else together.
 */
const tellEvery = 50;

/** Tells a desk how far each collection is: all of them at once, then those that change, as they do. */
export function streamChanges(call: Call, response: Response): void {
  const { hub, caller } = call;
  const store = hub.stores[caller.mode];
  const identify = authGate(hub);
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();

  function tell(collections: Commit['collections'], more: Partial<StreamMessage> = {}): void {
    const message: StreamMessage = { epoch: store.epoch, collections: {}, ...more };
    for (const name of deskResources) {
      const seq = collections[name];
      if (seq !== undefined) message.collections[name] = seq;
    }
    if (Object.keys(message.collections).length > 0) response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  /** Ends the stream of a desk that was removed, or let in again as another; its next request is told why. */
  function stillIn(): boolean {
    try {
      identify(`Bearer ${caller.bearer}`);
      return true;
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      // Not with `close`: until then something might be written after the end.
      stop();
      response.end();
      return false;
    }
  }

  function stop(): void {
    clearInterval(heartbeat);
    stopListening();
    commits.stop();
    stopNotices();
  }

  const commits = together(tellEvery, (collections) => tell(collections));
  const stopListening = store.onCommit(({ tenant, collections }) => {
    if (tenant === caller.tenant && (collections.devices === undefined || stillIn()))
      commits.add(collections);
  });
  const stopNotices = hub.notices.listen(() => {
    const message: StreamMessage = { epoch: store.epoch, collections: {}, notice: true };
    response.write(`data: ${JSON.stringify(message)}\n\n`);
  });
  // Asked each time as well: another process may have removed the desk.
  const heartbeat = setInterval(() => stillIn() && response.write(':\n\n'), heartbeatEvery);
  response.on('close', stop);
  void store.read(caller.tenant, async (view) => {
    if (!response.writableEnded) tell(view.collectionSeqs(), { now: formatInstant(hub.clock()) });
  });
}
