import { isRefusal, type Refusal } from '../../shared/errors.ts';
import { openDesk } from './desk.ts';
import { findSession, pair } from './pairing.ts';
import type { Platform } from './platform.ts';
import type { Session } from './session.ts';
import { type Signal, signal } from './signal.ts';
import type { Boot } from './types.ts';

/** Begins to open this window's desk; a window calls it once. */
export function startDesk(platform: Platform): Signal<Boot> {
  const boot = signal<Boot>({ state: 'opening' });

  async function open(session: Session): Promise<void> {
    boot.set({ state: 'opening' });
    try {
      boot.set({ state: 'open', desk: await openDesk(platform, session) });
    } catch (error) {
      boot.set({ state: 'failed', error });
    }
  }

  async function pairAndOpen(invitation: string): Promise<Refusal | undefined> {
    const session = await pair(platform, invitation);
    if (isRefusal(session)) return session;
    await open(session);
    return undefined;
  }

  async function begin(): Promise<void> {
    const found = await findSession(platform);
    if (!found) boot.set({ state: 'unpaired', pair: pairAndOpen });
    else if (isRefusal(found)) boot.set({ state: 'unpaired', pair: pairAndOpen, refusal: found });
    else if (!('setup' in found)) await open(found);
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
