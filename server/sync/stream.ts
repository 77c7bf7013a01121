import type { Response } from 'express';
import { deskResources } from '../../shared/resources/index.ts';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import type { Call } from '../api/route.ts';
import type { Commit } from '../store/store.ts';

/**
 * Milliseconds between lines that say nothing but "still here". A desk takes a connection for dead that is silent for
 * more than twice as long (renderer/data/link.ts), so that nobody is told for long that the hub is here.
 */
const heartbeatEvery = 4_000;

/** Tells a desk how far each collection is: all of them at once, then those that change, as they do. */
export function streamChanges(call: Call, response: Response): void {
  const { hub, caller } = call;
  const store = hub.stores[caller.mode];
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();

  function tell(collections: Commit['collections']): void {
    const message: StreamMessage = { epoch: store.epoch, collections: {} };
    for (const name of deskResources) {
      const seq = collections[name];
      if (seq !== undefined) message.collections[name] = seq;
    }
    if (Object.keys(message.collections).length > 0) response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  const stopListening = store.onCommit((commit) => {
    if (commit.tenant === caller.tenant) tell(commit.collections);
  });
  const stopNotices = hub.notices.listen(() => {
    const message: StreamMessage = { epoch: store.epoch, collections: {}, notice: true };
    response.write(`data: ${JSON.stringify(message)}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatEvery);
  response.on('close', () => {
    clearInterval(heartbeat);
    stopListening();
    stopNotices();
  });
  void store.read(caller.tenant, async (view) => tell(view.collectionSeqs()));
}
