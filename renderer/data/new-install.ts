import type { Link } from './link.ts';
import type { Platform } from './platform.ts';
import type { SyncStateStore } from './sync-state.ts';

/**
 * Another copy of this store has used its numbers: from now on this one counts under a name of its own (rule S11). What
 * was pulled under the old name says nothing of the new one's intents, so everything is pulled again.
 */
export async function becomeNewInstall(state: SyncStateStore, platform: Platform, link: Link): Promise<void> {
  const install = platform.makeUuid();
  await state.update((before) => ({ ...before, install, upTo: {} }));
  link.restart();
}
