import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import type { HubContext } from '../context.ts';

/** How often what is too old is looked for; a look that finds nothing costs one indexed read. */
const lookEvery = 60_000;
/** How many events go in one transaction, so that nobody who writes waits long. */
const atOnce = 500;

/** Forgets events that are older than their practice keeps them, until the answer is called. */
export function startForgetting(hub: HubContext): () => Promise<void> {
  let running: Promise<void> | undefined;
  let stopped = false;
  function look(): void {
    running ??= forgetOldEvents(hub, () => stopped)
      .catch((error) => hub.log.error({ err: error }, 'old events could not be forgotten; trying again'))
      .finally(() => {
        running = undefined;
      });
  }
  // Not at the start: a hub that was off for long first puts down what is to be delivered.
  const timer = setInterval(look, lookEvery);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}

/** Forgets what is older than `event_days` of each practice. It is no command: it changes no document. */
export async function forgetOldEvents(hub: HubContext, isStopped = () => false): Promise<void> {
  for (const store of [hub.stores.live, hub.stores.test])
    for (const tenant of store.tenants()) {
      const days = store.practice(tenant)?.event_days ?? 90;
      const before = formatInstant(hub.clock() - days * dayLength);
      for (let found = atOnce; found === atOnce && !isStopped(); ) {
        const oldest = await store.read(tenant, async (view) => view.events(view.forgottenEvents(), 1)[0]);
        if (!oldest || oldest.created_at >= before) break;
        // What waits to be delivered is kept, and what came after it.
        const log = hub.deliveries[store.mode];
        const needed = log.exists() ? log.of(tenant).firstWaiting() : undefined;
        found = await store.write(tenant, async (tx) => tx.forgetEvents({ before, limit: atOnce, needed }));
      }
    }
}
