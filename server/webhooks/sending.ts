import { dayLength, minutes } from '../../shared/time/instants.ts';
import type { Mode } from '../store/store.ts';
import { type Dispatcher, dispatcher } from './dispatcher.ts';
import type { Host } from './host.ts';
import type { Sending } from './port.ts';

/** How often what is too old is forgotten. */
const forgetEvery = minutes(60);
const modes: readonly Mode[] = ['live', 'test'];

/** Those who send, until they are stopped. */
export interface Running extends Sending {
  stop(): Promise<void>;
}

/** Tells endpoints what happens, in all practices. */
export function startSending(host: Host): Running {
  const all = new Map(modes.map((mode) => [mode, new Map<string, Dispatcher>()]));
  let forgot = host.clock();

  function of(mode: Mode, tenant: string): Dispatcher {
    const own = all.get(mode);
    const known = own?.get(tenant) ?? dispatcher(host, mode, tenant);
    own?.set(tenant, known);
    return known;
  }

  for (const mode of modes) for (const tenant of host.stores[mode].tenants()) of(mode, tenant);

  function forget(): void {
    if (Math.abs(host.clock() - forgot) < forgetEvery) return;
    forgot = host.clock();
    for (const [mode, dispatchers] of all)
      for (const [tenant, one] of dispatchers)
        one
          .forget(host.clock() - (host.stores[mode].practice(tenant)?.event_days ?? 90) * dayLength)
          .catch((error) => host.log.error({ err: error }, 'old deliveries could not be forgotten'));
  }

  const timer = setInterval(() => {
    for (const dispatchers of all.values()) for (const one of dispatchers.values()) one.tick();
    forget();
  }, host.lookEvery);

  return {
    committed: (mode, commit) => of(mode, commit.tenant).committed(commit),
    look: (mode, tenant) => of(mode, tenant).tick(),
    async withhold(mode, tenant) {
      of(mode, tenant).withhold();
    },
    async stop() {
      clearInterval(timer);
      await Promise.all([...all.values()].flatMap((own) => [...own.values()].map((one) => one.stop())));
    },
  };
}
