import { createContext, type ReactNode, useContext, useState } from 'react';
import { type BackupState, backupState } from '../backup/wire.ts';
import { useHubWatch } from '../data/index.ts';

const BackupContext = createContext<BackupState | undefined>(undefined);

/** Knows whether backups are made as they should be: that they are not is found out too late otherwise. */
export function BackupProvider({ children }: { readonly children: ReactNode }) {
  const [trouble, setTrouble] = useState<BackupState>();
  useHubWatch('/v2/backups/state', (body) => {
    const read = backupState.safeParse(body).data;
    if (read) setTrouble(read.on && (read.problem || read.overdue) ? read : undefined);
  });
  return <BackupContext value={trouble}>{children}</BackupContext>;
}

/** How backups stand where they do not work or are old; undefined where all is well, or nobody wants any. */
export function useBackupTrouble(): BackupState | undefined {
  return useContext(BackupContext);
}
