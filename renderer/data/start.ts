import { isRefusal, type Refusal } from '../../shared/errors.ts';
import { openDesk } from './desk.ts';
import { fetchedAtLast } from './fetched-at-last.ts';
import { findSession, pair, pairAgain } from './pairing.ts';
import type { Platform } from './platform.ts';
import { forgetRemoval, isRemoved, noteRemoval, type Session } from './session.ts';
import { type Signal, signal } from './signal.ts';
import type { Boot, Desk } from './types.ts';

/** Begins to open this window's desk; a window calls it once. */
export function startDesk(platform: Platform): Signal<Boot> {
  const boot = signal<Boot>({ state: 'opening' });

  async function open(session: Session): Promise<void> {
    boot.set({ state: 'opening' });
    try {
      const desk = await openDesk(platform, session);
      boot.set({ state: 'open', desk });
      const stop = desk.connection.subscribe(() => {
        if (desk.connection.get().state !== 'revoked') return;
        stop();
        void shutOut(session, desk);
      });
    } catch (error) {
      boot.set({ state: 'failed', error });
    }
  }

  /** The hub shut this desk out: nothing of the practice stays on the screen or on the disk. */
  async function shutOut(session: Session, desk?: Desk): Promise<void> {
    try {
      // Somebody opened a link that lets it in again: then there is nothing to remove.
      const invitation = await platform.takeInvitation(false);
      if (invitation !== undefined) {
        const again = await pairAgain(platform, session.tenant_id, invitation);
        if (!isRefusal(again)) {
          await desk?.close();
          forgetRemoval(platform.keyValue);
          return await open(again);
        }
      }
      noteRemoval(platform.keyValue);
      // Few desks ever need it, and the first load is better without.
      const { removalOf, wipeDocuments } = await fetchedAtLast(platform.after, () => import('./removed.ts'));
      const removal = removalOf(platform, session, open);
      boot.set({ state: 'removed', ...removal, left: undefined });
      await desk?.close();
      boot.set({ state: 'removed', ...removal, left: await wipeDocuments(platform, session) });
    } catch (error) {
      boot.set({ state: 'failed', error });
    }
  }

  async function pairAndOpen(invitation: string, name?: string): Promise<Refusal | undefined> {
    const session = await pair(platform, invitation, { name });
    if (isRefusal(session)) return session;
    await open(session);
    return undefined;
  }

  async function begin(): Promise<void> {
    const found = await findSession(platform);
    if (!found) boot.set({ state: 'unpaired', pair: pairAndOpen });
    else if (isRefusal(found)) boot.set({ state: 'unpaired', pair: pairAndOpen, refusal: found });
    else if (!('setup' in found)) await (isRemoved(platform.keyValue) ? shutOut(found) : open(found));
    else {
      // A first run alone needs it: no other window waits for it.
      const { setupOf } = await import('./setup.ts');
      const setup = setupOf(platform, found.setup, pairAndOpen);
      boot.set({ state: 'unpaired', pair: pairAndOpen, setup });
    }
  }

  begin().catch((error) => boot.set({ state: 'failed', error }));
  return boot;
}
