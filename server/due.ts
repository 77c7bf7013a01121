import { commandOf } from '../shared/commands/index.ts';
import { hubActor } from './access/grant.ts';
import { execute } from './commands/execute.ts';
import type { HubContext } from './context.ts';
import type { Due, Store } from './store/store.ts';

/** How often the list is looked at. A look costs one indexed read, and a clock that steps is followed within it. */
const lookEvery = 1000;
const atOnce = 100;

/** Carries out what is due, from one list, until the answer is called. */
export function startDue(hub: HubContext): () => void {
  let running = false;
  const timer = setInterval(async () => {
    if (running) return;
    running = true;
    try {
      await runDue(hub);
    } catch (error) {
      hub.log.error({ err: error }, 'what is due could not be done; trying again');
    }
    running = false;
  }, lookEvery);
  return () => clearInterval(timer);
}

/** Carries out everything that is due by now, through the one door. What is refused had lost its reason: it is dropped. */
export async function runDue(hub: HubContext): Promise<void> {
  for (const store of [hub.stores.live, hub.stores.test])
    for (const due of store.dueBy(hub.clock(), atOnce)) await runOne(hub, store, due);
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
