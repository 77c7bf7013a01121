import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { formatInstant } from '../../shared/time/instants.ts';
import type { DeliveryLog } from '../store/deliveries.ts';
import type { Mode, Store } from '../store/store.ts';
import type { SendingPort } from '../webhooks/port.ts';

/** What happens outside the database when a person is erased. */
export interface Erasures {
  /** Resolves when nothing of those erased so far is on the disk any more. */
  settled(): Promise<void>;
  /** Whom the ledger has and the live database, restored since, has not. Notes whom only the database has. */
  missed(tenant: string): string[];
  /** Finishes what was interrupted. */
  finish(tenant: string): Promise<void>;
}

interface Kept {
  readonly dataDir: string;
  readonly stores: Readonly<Record<Mode, Store>>;
  readonly deliveries: Readonly<Record<Mode, DeliveryLog>>;
  readonly sending: SendingPort;
  readonly clock: () => number;
}

/** A line of the ledger: ids only. */
const entry = z.object({ tenant: z.string(), id: z.string(), at: z.string() });

/**
 * Keeps the ledger of erasures in a file beside the databases, so that it outlives a restore (rule P4), and has the
 * database's file cleaned after each. The sandbox holds nobody's data and is not in the ledger.
 */
export function keepErasures({ dataDir, stores, deliveries, sending, clock }: Kept): Erasures {
  const ledger = join(dataDir, 'erasures.jsonl');
  let settled: Promise<void> = Promise.resolve();

  for (const store of [stores.live, stores.test])
    store.onCommit(({ tenant, erased }) => {
      if (!erased) return;
      if (store.mode === 'live') note(tenant, erased.subjects);
      const clean = () => purge(store, tenant, erased.subjects, erased.traces);
      settled = settled.then(clean, clean);
    });

  async function purge(
    store: Store,
    tenant: string,
    subjects: readonly string[],
    traces?: readonly string[],
  ) {
    await purgeAnswers(store, tenant, subjects, traces === undefined);
    await store.purge(tenant, subjects, traces);
  }

  /** What endpoints answered may tell again what they were told. */
  async function purgeAnswers(store: Store, tenant: string, subjects: readonly string[], anew: boolean) {
    const log = deliveries[store.mode];
    if (!log.exists()) return;
    const events = await store.read(tenant, async (view) => view.eventsAbout(subjects));
    await sending.withhold(store.mode, tenant);
    const traces = log.write(() => log.of(tenant).bare(events));
    await log.purge(anew ? undefined : traces);
  }

  function note(tenant: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    const at = formatInstant(clock());
    const file = openSync(ledger, 'a', 0o600);
    writeSync(file, ids.map((id) => `${JSON.stringify({ tenant, id, at })}\n`).join(''));
    fsyncSync(file);
    closeSync(file);
  }

  return {
    settled: () => settled,
    missed(tenant) {
      const lines = readLedger(ledger).filter((line) => line.tenant === tenant);
      const noted = new Set(lines.map(({ id }) => id));
      const done = new Set(stores.live.erasures(tenant));
      note(
        tenant,
        [...done].filter((id) => !noted.has(id)),
      );
      return [...noted].filter((id) => !done.has(id));
    },
    async finish(tenant) {
      await settled;
      const unclean = stores.live.erasures(tenant, true);
      if (unclean.length > 0) await purge(stores.live, tenant, unclean);
    },
  };
}

/** A line that a power cut left half written is none. */
function readLedger(file: string): z.output<typeof entry>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return entry.safeParse(JSON.parse(line)).data ?? [];
      } catch {
        return [];
      }
    });
}
