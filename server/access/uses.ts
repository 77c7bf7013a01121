import { formatInstant } from '../../shared/time/instants.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';

interface Use {
  readonly mode: Mode;
  readonly tenant: string;
  readonly of: 'api_keys' | 'devices' | 'feeds' | 'sessions';
  readonly id: string;
  /** What whoever used it said of themselves (`notes` of the resource); absent: nothing new. */
  readonly notes?: Readonly<Record<string, unknown>>;
}

/** When keys, desks and sessions were last used. Kept in memory, so that no request writes for it. */
export interface Uses {
  note(use: Use, now: number): void;
  /** Milliseconds since the epoch; undefined where it was not used since the hub started. */
  lastOf(use: Use): number | undefined;
  /** What was used since it was last asked. */
  take(): readonly (Use & { readonly at: number })[];
}

export function rememberUses(): Uses {
  const last = new Map<string, Use & { at: number }>();
  const fresh = new Set<string>();
  const nameOf = ({ mode, tenant, of, id }: Use) => `${mode} ${tenant} ${of} ${id}`;
  return {
    note(use, now) {
      const name = nameOf(use);
      const notes = { ...last.get(name)?.notes, ...use.notes };
      last.set(name, { ...use, notes, at: now });
      fresh.add(name);
    },
    lastOf: (use) => last.get(nameOf(use))?.at,
    take() {
      const taken = [...fresh].flatMap((name) => last.get(name) ?? []);
      fresh.clear();
      return taken;
    },
  };
}

const flushEvery = 60_000;
const lookEvery = 1000;

/** Puts down what was used, at most once a minute of the hub's clock; the answer stops it after a last time. */
export function startUses(hub: HubContext): () => Promise<void> {
  let flushed = hub.clock();
  let running = Promise.resolve();
  const timer = setInterval(() => {
    if (Math.abs(hub.clock() - flushed) < flushEvery) return;
    flushed = hub.clock();
    running = flushUses(hub);
  }, lookEvery);
  return async () => {
    clearInterval(timer);
    await running;
    await flushUses(hub);
  };
}

/**
 * Puts down what was used since the last time; no command, for it changes no document. What cannot be put down is lost:
 * it is no more than a note.
 */
export async function flushUses(hub: HubContext): Promise<void> {
  const groups = Map.groupBy(hub.uses.take(), ({ mode, tenant }) => `${mode} ${tenant}`);
  for (const group of groups.values()) {
    const [{ mode, tenant } = { mode: 'live' as const, tenant: '' }] = group;
    try {
      await hub.stores[mode].write(tenant, async (tx) => {
        for (const { of, id, at, notes } of group)
          if (await tx.get(of, id)) tx.noteUse(of, id, formatInstant(at), notes);
      });
    } catch (error) {
      hub.log.warn({ err: error }, 'what was used last could not be put down');
    }
  }
}
