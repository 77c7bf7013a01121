import { useEffect, useState } from 'react';
import type { DesktopBridge } from '../../shared/ipc.ts';

/** What Electron's preload gives a window; a browser has none. */
interface DeskWindow {
  readonly dunebook?: DesktopBridge;
}

/** What the desktop program does for its window; nothing in a browser. */
export function desktopProgram(): DesktopBridge | undefined {
  return (window as DeskWindow).dunebook;
}

/** Whether the hub is on another computer. */
export function useElsewhere(): boolean {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    void desktopProgram()
      ?.hubTarget()
      .then(({ kind }) => setElsewhere(kind === 'lan'));
  }, []);
  return elsewhere;
}
