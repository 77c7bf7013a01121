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
    const session = await findSession(platform);
    if (session && !isRefusal(session)) await open(session);
    else boot.set({ state: 'unpaired', pair: pairAndOpen, ...(session && { refusal: session }) });
  }

  begin().catch((error) => boot.set({ state: 'failed', error }));
  return boot;
}
