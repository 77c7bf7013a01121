import { useEffect, useState } from 'react';
import { forgetOpenedLink, openedBackup, openedLink } from '../pairing/opened-links.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { useStore } from '../ui/store.ts';
import type { Backup } from './wire.ts';

/**
 * Looks up a backup that somebody opened with the program among those of the hub, once these are known, and gives it to
 * `found`. Answers the path of one that is not among them: the hub puts back only what it lists, and its paths mean
 * something here only where it runs on this computer.
 */
export function useOpenedBackup(
  listed: readonly Backup[] | undefined,
  found: (backup: Backup) => void,
): string | undefined {
  const path = useStore(openedLink, openedBackup);
  const [unlisted, setUnlisted] = useState<string>();
  useEffect(() => {
    if (path === undefined || !listed) return;
    let gone = false;
    const look = async () => {
      const target = await desktopProgram()?.hubTarget();
      if (gone) return;
      const backup = target?.kind === 'own' ? listed.find(({ file }) => file === path) : undefined;
      setUnlisted(backup ? undefined : path);
      if (backup) found(backup);
      forgetOpenedLink();
    };
    void look();
    return () => {
      gone = true;
    };
  }, [path, listed, found]);
  return unlisted;
}
