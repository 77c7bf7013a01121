import { useBackupTrouble } from '../attention/backups.tsx';
import { usePaperTrouble } from '../attention/paper.tsx';
import { useViolations } from '../attention/violations.tsx';
import { useConnection, useDesk, useSignal } from '../data/index.ts';
import { useDisabled } from '../integrations/disabled.tsx';

/** How many things are under Needs attention. */
export function useAttentionCount(): number {
  const { attention: refused, uncopied } = useConnection();
  const whole = [usePaperTrouble(), useBackupTrouble(), useSignal(useDesk().rescue), uncopied > 0];
  return refused + useDisabled().rows.length + useViolations().length + whole.filter(Boolean).length;
}
