import { plural, t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { usePractice } from '../app/practice.tsx';
import { refusalWords } from '../ui/words.ts';
import classes from './booking.module.css';
import { chosenWords } from './chosen-words.ts';
import { conflictWords } from './conflicts.ts';
import { useLookup } from './useLookup.ts';
import { useResourceNames } from './useResourceNames.ts';
import type { Verdict } from './verdict.ts';

interface VerdictLineProps {
  readonly verdict: Verdict;
  readonly resourceId: string | undefined;
  /** The hub keeps the time for this desk as long as the form is open. */
  readonly kept?: boolean;
}

/** One line that says whether the chosen time is free and what it would occupy, or what is in the way. */
export function VerdictLine({ verdict, resourceId, kept = false }: VerdictLineProps) {
  const conflicts = verdict.kind === 'ask' || verdict.kind === 'no' ? verdict.conflicts : [];
  const lookup = useLookup(conflicts, resourceId);
  const names = useResourceNames();
  const { format } = usePractice();
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
    if (verdict.kind === 'free') {
      const free = freeWords(verdict);
      return kept ? t`${free} · kept for you` : free;
    }
    if (verdict.kind === 'no' && verdict.refusal) return refusalWords(verdict.refusal);
    const [first] = conflicts;
    if (!first || !lookup) return t`Not free`;
    const why = conflictWords(first, lookup, resourceId);
    const more = conflicts.length - 1;
    return more > 0 ? t`${why} (${plural(more, { one: 'and # more', other: 'and # more' })})` : why;
  }

  /** `Free with Dr Niket and Room 2`, leaving out what the person chose. */
  function freeWords({ resource_id, others, chosen_by }: Extract<Verdict, { kind: 'free' }>): string {
    const ids = resource_id === resourceId ? others : [resource_id, ...others];
    const words = ids.map((id) => names?.get(id)).filter((name) => name !== undefined);
    if (words.length === 0) return t`Free`;
    const list = format.list(words);
    const why = chosen_by && resource_id !== resourceId ? chosenWords[chosen_by] : undefined;
    return why ? t`Free with ${list} (${why})` : t`Free with ${list}`;
  }
}
