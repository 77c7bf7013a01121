import { Text } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { refusalWords } from '../ui/words.ts';
import classes from './booking.module.css';
import { conflictWords } from './conflicts.ts';
import { useLookup } from './useLookup.ts';
import type { Verdict } from './verdict.ts';

/** One line that says whether the chosen time is free, or what is in the way. */
export function VerdictLine({
  verdict,
  resourceId,
}: {
  readonly verdict: Verdict;
  readonly resourceId: string | undefined;
}) {
  const conflicts = verdict.kind === 'ask' || verdict.kind === 'no' ? verdict.conflicts : [];
  const lookup = useLookup(conflicts, resourceId);
  const Icon =
    verdict.kind === 'free' ? IconCircleCheck : verdict.kind === 'no' ? IconCircleX : IconAlertCircle;
  return (
    <div className={classes.verdict} data-kind={verdict.kind} aria-live="polite">
      {verdict.kind !== 'checking' && <Icon size={16} aria-hidden />}
      <Text size="xs" component="span">
        {wordsOf()}
      </Text>
    </div>
  );

  function wordsOf(): string {
    if (verdict.kind === 'checking') return ' ';
    if (verdict.kind === 'free') return 'Free';
    if (verdict.kind === 'no' && verdict.refusal) return refusalWords(verdict.refusal);
    const [first] = conflicts;
    if (!first || !lookup) return 'Not free';
    const more = conflicts.length > 1 ? ` (and ${conflicts.length - 1} more)` : '';
    return conflictWords(first, lookup, resourceId) + more;
  }
}
