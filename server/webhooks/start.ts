import { disableWebhook } from '../../shared/commands/webhooks/switch.ts';
import { asHub } from '../access/grant.ts';
import type { HubContext } from '../context.ts';
import type { Commit, Mode, Store } from '../store/store.ts';
import type { Disabling } from './host.ts';
import { sendInThread } from './in-thread.ts';
import { type Running, startSending } from './sending.ts';

/** Tells endpoints what happens, in all practices, until the answer is called. Nothing runs while there are none. */
export async function startWebhooks(hub: HubContext): Promise<() => Promise<void>> {
  const stores = [hub.stores.live, hub.stores.test];
  let sending: Running | undefined;
  let disconnect = () => {};

  const disable = (mode: Mode, tenant: string, why: Disabling) =>
    asHub(hub, tenant, disableWebhook, { ...why }, mode);

  function start(): void {
    sending = hub.sendsInThread ? sendInThread(hub, disable) : startSending({ ...hub, disable });
    disconnect = hub.sending.connect(sending);
  }

  const unsubscribe = stores.map(({ mode, onCommit }) =>
    onCommit((commit) => {
      if (!concerns(commit)) return;
      if (!sending && commit.collections.webhooks !== undefined) start();
      hub.sending.committed(mode, commit);
    }),
  );
  if (await anyEndpoint(stores)) start();

  return async () => {
    for (const stop of unsubscribe) stop();
    disconnect();
    await sending?.stop();
  };
}

/** Whether those who send need to know. */
function concerns({ collections, events }: Commit): boolean {
  return events !== undefined || collections.webhooks !== undefined || collections.practice !== undefined;
}

async function anyEndpoint(stores: readonly Store[]): Promise<boolean> {
  for (const store of stores)
    for (const tenant of store.tenants())
      if (await store.read(tenant, async (view) => view.count('webhooks') > 0)) return true;
  return false;
}
