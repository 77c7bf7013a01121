import type { DesktopBridge, OpenedLink } from '../../shared/ipc.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { createStore } from '../ui/store.ts';

/** A link that asks to join a practice, and that somebody has to say yes to. */
export type OpenedJoin = Extract<OpenedLink, { join: string }>;

/** The link of the program that was opened last and that nobody has followed yet. */
export const openedLink = createStore<OpenedLink | undefined>(undefined);

let following = false;

/** Begins to hear of links of the program that somebody opens; there are none in a browser. */
export function followLinks(): void {
  const program = desktopProgram();
  if (!program || following) return;
  following = true;
  void follow(program);
}

async function follow(program: DesktopBridge): Promise<void> {
  for (let link = await program.nextLink(); link; link = await program.nextLink()) openedLink.set(link);
}

/** It was followed, or is not to be. */
export function forgetOpenedLink(): void {
  openedLink.set(undefined);
}
