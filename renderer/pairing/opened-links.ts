import type { DesktopBridge, OpenedLink } from '../../shared/ipc.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { createStore } from '../ui/store.ts';

/** A link that asks to join a practice, and that somebody has to say yes to. */
export type OpenedJoin = Extract<OpenedLink, { join: string }>;

/** The link or backup that was opened with the program last and that nobody has followed yet. */
export const openedLink = createStore<OpenedLink | undefined>(undefined);

let following = false;

/** Begins to hear of what somebody opens with the program; there is none in a browser. */
export function followLinks(): void {
  const program = desktopProgram();
  if (!program || following) return;
  following = true;
  void follow(program);
}

async function follow(program: DesktopBridge): Promise<void> {
  for (let link = await program.nextLink(); link; link = await program.nextLink()) openedLink.set(link);
}

/** The path of the backup that was opened, on this computer. */
export function openedBackup(link: OpenedLink | undefined): string | undefined {
  return link && 'backup' in link ? link.backup : undefined;
}

/** It was followed, or is not to be. */
export function forgetOpenedLink(): void {
  openedLink.set(undefined);
}
