import type { Command } from '../../shared/commands/define.ts';
import type { Platform } from './platform.ts';

/** The commands, as shared/commands/index.ts lists them. */
export interface Commands {
  commandOf(name: string): Command | undefined;
}

let fetched: Promise<Commands> | undefined;

/**
 * The commands: as much code as the rest of the desk's own, and none of it is needed to show anything. They come once the
 * first screen stands (renderer/app/Shell.tsx), or with the first deed, which waits for them.
 * @throws where they cannot be fetched; the next call tries again.
 */
export function loadCommands(): Promise<Commands> {
  fetched ??= import('../../shared/commands/index.ts').catch((error) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}

/** Milliseconds until commands are asked for again: whoever serves the window's files may be away for a moment. */
const pause = 1_000;

/** The commands, however long they take: what a person did is not lost because they are not here yet. */
export async function commandsAtLast(
  after: Platform['after'],
  load: () => Promise<Commands> = loadCommands,
): Promise<Commands> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise<void>((again) => after(pause, again));
    }
  }
}
