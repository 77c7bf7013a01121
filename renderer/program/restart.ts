import { t } from '@lingui/core/macro';
import type { DesktopBridge } from '../../shared/ipc.ts';
import type { Connection } from '../data/index.ts';
import { somethingIsOpen } from '../forms/unsaved.ts';

/** Restarts for the newer program, unless that came at a bad moment; answers why it did not. */
export async function restart(
  program: Pick<DesktopBridge, 'restartToUpdate'>,
  connection: Pick<Connection, 'state' | 'waiting'>,
): Promise<string | undefined> {
  if (somethingIsOpen()) return t`Finish or close what you are filling in first.`;
  if (connection.state === 'online' && connection.waiting > 0)
    return t`Changes are just being sent to the hub. Try again in a moment.`;
  await program.restartToUpdate();
  return undefined;
}
