import { commandOf } from '../shared/commands/index.ts';
import { hubActor } from './access/grant.ts';
import { execute } from './commands/execute.ts';
import type { HubContext } from './context.ts';
import type { Due, Store } from './store/store.ts';

/** How often the list is looked at. A look costs one indexed read, and a clock that steps is followed within it. */
const lookEvery = 1000;
const atOnce = 100;

/** Carries out what is due, from one list, until the answer is called; that resolves when nothing of it runs any more. */
export function startDue(hub: HubContext): () => Promise<void> {
  let running: Promise<void> | undefined;
  let stopped = false;
  const timer = setInterval(() => {
    running ??= runDue(hub, () => stopped)
      .catch((error) => hub.log.error({ err: error }, 'what is due could not be done; trying again'))
      .finally(() => {
        running = undefined;
      });
  }, lookEvery);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}

/** Carries out everything that is due by now, through the one door. What is refused had lost its reason: it is dropped. */
export async function runDue(hub: HubContext, isStopped = () => false): Promise<void> {
  for (const store of [hub.stores.live, hub.stores.test])
    for (let due = store.dueBy(hub.clock(), atOnce); due.length > 0; due = store.dueBy(hub.clock(), atOnce))
      for (const one of due) {
        if (isStopped()) return;
        await runOne(hub, store, one);
        // Whoever waits for an answer goes first: what is due may be one of many steps.
        await new Promise((resolve) => setImmediate(resolve));
      }
}

async function runOne(hub: HubContext, store: Store, due: Due): Promise<void> {
  const command = commandOf(due.command);
  if (!command) throw new Error(`There is no command ${due.command}`);
  await execute(hub, {
    mode: store.mode,
    tenant: due.tenant,
    actor: hubActor,
    requestId: hub.makeId('req'),
    command,
    args: JSON.parse(due.args),
    once: { recall: () => undefined, remember: (tx) => tx.removeDue(due) },
  });
}
