import * as z from 'zod';
import { deskResources } from '../../shared/resources/index.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import type { Route } from './route.ts';

/** Where the hub is, for a desk that wants to know how far it has to go. */
export const syncStatusRoute: Route = {
  method: 'GET',
  path: '/v2/sync/status',
  operation: 'sync_status',
  tag: 'sync',
  summary: 'Epoch, newest number and size of each collection, and which versions of the sync are spoken',
  scope: 'sync',
  answers: [
    {
      status: 200,
      description: 'Where the hub is',
      schema: z.object({
        epoch: z.uuid().meta({ description: 'Made new at every restore' }),
        seq: z.int().meta({ description: 'The newest number of the practice' }),
        collections: z.record(z.string(), z.object({ seq: z.int(), documents: z.int() })),
        wire: z.object({ version: z.int(), oldest: z.int() }),
        now: instant,
      }),
    },
  ],
  errors: [],
  handle({ hub, caller }) {
    const store = hub.stores[caller.mode];
    return store.read(caller.tenant, async (view) => {
      const seqs = view.collectionSeqs();
      const collections = Object.fromEntries(
        deskResources.map((name) => [name, { seq: seqs[name] ?? 0, documents: view.count(name) }]),
      );
      const wire = { version: wireVersion, oldest: oldestWireVersion };
      const now = formatInstant(hub.clock());
      return {
        status: 200,
        body: { epoch: store.epoch, seq: view.seq(), collections, wire, now },
        headers: { 'Cache-Control': 'no-store' },
      };
    });
  },
};
