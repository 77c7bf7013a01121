import { usePaperTrouble } from '../attention/paper.tsx';
import { useViolations } from '../attention/violations.tsx';
import { useConnection } from '../data/index.ts';
import { useDisabled } from '../integrations/disabled.tsx';

/** How many things are under Needs attention. */
export function useAttentionCount(): number {
  const refused = useConnection().attention;
  return refused + useDisabled().rows.length + useViolations().length + (usePaperTrouble() ? 1 : 0);
}
