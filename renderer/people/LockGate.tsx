import { type ReactNode, useEffect, useState } from 'react';
import { useShortcut } from '../app/shortcuts.ts';
import { useDesk } from '../data/index.ts';
import { firstScreenStands, later } from '../ui/later.tsx';
import { useLockWhenIdle, useShut } from './useWho.ts';

const LockScreen = later(async () => (await import('./LockScreen.tsx')).LockScreen);

/**
 * Shows the desk to whoever may see it. What was open stays as it was while the desk is locked, hidden; a window that is
 * opened locked shows nothing of the practice before.
 */
export function LockGate({ children }: { readonly children: ReactNode }) {
  const { people } = useDesk();
  const shut = useShut();
  const [opened, setOpened] = useState(!shut);
  if (!shut && !opened) setOpened(true);
  useLockWhenIdle();
  useShortcut('lock', people.lock);
  // The hub is spoken with once the first screen stands, and this may be it.
  useEffect(() => {
    if (shut) firstScreenStands();
  }, [shut]);
  return (
    <>
      {opened && <div style={{ display: shut ? 'none' : 'contents' }}>{children}</div>}
      {shut && <LockScreen />}
    </>
  );
}
