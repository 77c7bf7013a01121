import { useBackupTrouble } from '../attention/backups.tsx';
import { usePaperTrouble } from '../attention/paper.tsx';
import { useViolations } from '../attention/violations.tsx';
import { useConnection } from '../data/index.ts';
import { useDisabled } from '../integrations/disabled.tsx';

/** How many things are under Needs attention. */
export function useAttentionCount(): number {
  const refused = useConnection().attention;
  const files = (usePaperTrouble() ? 1 : 0) + (useBackupTrouble() ? 1 : 0);
  return refused + useDisabled().rows.length + useViolations().length + files;
}
