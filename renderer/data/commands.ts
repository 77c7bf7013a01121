import type { Command } from '../../shared/commands/define.ts';

/** The commands, as shared/commands/index.ts lists them. */
export interface Commands {
  commandOf(name: string): Command | undefined;
}

/**
 * The commands: as much code as the rest of the desk's own, and none of it is needed to show anything. They come once the
 * first screen stands (renderer/app/useTheRest.ts), or with the first deed, which waits for them (run-command.ts).
 * @throws where they cannot be fetched; the next call tries again.
 */
export function loadCommands(): Promise<Commands> {
  return import('../../shared/commands/index.ts');
}
