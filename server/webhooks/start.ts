import { dayLength, minutes } from '../../shared/time/instants.ts';
import type { HubContext } from '../context.ts';
import type { Commit, Store } from '../store/store.ts';
import { type Dispatcher, dispatcher } from './dispatcher.ts';

/** How often what is too old is forgotten. */
const forgetEvery = minutes(60);

/** Tells endpoints what happens, in all practices, until the answer is called. */
export function startWebhooks(hub: HubContext): () => Promise<void> {
  const stores = [hub.stores.live, hub.stores.test];
  const all = new Map(stores.map((store) => [store, new Map<string, Dispatcher>()]));
  let forgot = hub.clock();

  function of(store: Store, tenant: string): Dispatcher {
    const own = all.get(store);
    const known = own?.get(tenant) ?? dispatcher(hub, store, tenant);
    own?.set(tenant, known);
    return known;
  }

  for (const store of stores) for (const tenant of store.tenants()) of(store, tenant);
  const unsubscribe = stores.map((store) =>
    store.onCommit((commit: Commit) => of(store, commit.tenant).onCommit(commit)),
  );

  unsubscribe.push(hub.wake.on((mode, tenant) => of(hub.stores[mode], tenant).tick()));

  function forget(): void {
    if (Math.abs(hub.clock() - forgot) < forgetEvery) return;
    forgot = hub.clock();
    for (const [store, dispatchers] of all)
      for (const [tenant, one] of dispatchers)
        one
          .forget(hub.clock() - (store.practice(tenant)?.event_days ?? 90) * dayLength)
          .catch((error) => hub.log.error({ err: error }, 'old deliveries could not be forgotten'));
  }

  const timer = setInterval(() => {
    for (const dispatchers of all.values()) for (const one of dispatchers.values()) one.tick();
    forget();
  }, hub.lookEvery);
  return async () => {
    clearInterval(timer);
    for (const stop of unsubscribe) stop();
    await Promise.all([...all.values()].flatMap((own) => [...own.values()].map((one) => one.stop())));
  };
}
