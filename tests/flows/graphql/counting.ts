import type { View } from '../../../server/store/store.ts';
import type { TestHub } from '../../kit/hub.ts';

/** Counts what is asked of the live store, by method, from now on; what is asked is answered as ever. */
export function countReads(hub: TestHub): { counts: Record<string, number>; stop(): void } {
  const store = hub.hub.stores.live;
  const { read } = store;
  const counts: Record<string, number> = {};
  function counted(view: View): View {
    return new Proxy(view, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => {
          counts[String(name)] = (counts[String(name)] ?? 0) + 1;
          return Reflect.apply(method, target, args);
        };
      },
    });
  }
  Object.assign(store, {
    read: <T>(tenant: string, work: (view: View) => Promise<T>) =>
      read(tenant, (view) => work(counted(view))),
  });
  return { counts, stop: () => Object.assign(store, { read }) };
}
