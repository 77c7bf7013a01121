import type { Response } from 'express';
import { deskResources } from '../../shared/resources/index.ts';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import type { Call } from '../api/route.ts';
import type { Commit } from '../store/store.ts';

/** A line that says nothing but "still here", so that both ends notice a dead connection. */
const heartbeatEvery = 15_000;

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
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatEvery);
  response.on('close', () => {
    clearInterval(heartbeat);
    stopListening();
  });
  void store.read(caller.tenant, async (view) => tell(view.collectionSeqs()));
}
