import type { Deliveries, DeliveryLog } from '../store/deliveries.ts';
import type { StoreReads } from '../store/store.ts';

const atOnce = 1000;

/**
 * After a restore (rule S7): what was put down of events that are no more goes, and the position goes back to the newest
 * event that is known here and still there. What happens from then on is told, under numbers that may have been used before.
 */
export async function reconcile(store: StoreReads, log: DeliveryLog, tenant: string): Promise<void> {
  const own = log.of(tenant);
  const { epoch } = store;
  if ((own.position()?.epoch ?? epoch) === epoch) return;
  const seq = await newestKept(store, log, own, tenant);
  log.write(() => own.movePosition({ epoch, seq }));
}

async function newestKept(
  store: StoreReads,
  log: DeliveryLog,
  own: Deliveries,
  tenant: string,
): Promise<number> {
  for (let below = Number.MAX_SAFE_INTEGER; ; ) {
    const known = own.known(below, atOnce);
    const there = await store.read(tenant, async (view) => view.eventsAt(known.map(({ seq }) => seq)));
    const gone = known.filter(({ seq, id }) => there.get(seq)?.id !== id);
    log.write(() => own.dropOf(gone.map(({ seq }) => seq)));
    const kept = known.find(({ seq, id }) => there.get(seq)?.id === id);
    const last = known.at(-1);
    if (kept || !last) return kept?.seq ?? 0;
    below = last.seq;
  }
}
