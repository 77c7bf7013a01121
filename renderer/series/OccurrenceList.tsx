import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import type * as z from 'zod';
import type { previewSeriesQuery } from '../../shared/queries/series-preview.ts';
import { usePractice } from '../app/practice.tsx';
import { conflictsOf, conflictWords } from '../booking/conflicts.ts';
import { useLookup } from '../booking/useLookup.ts';
import classes from './series.module.css';

type Visit = z.output<typeof previewSeriesQuery.answer>['data'][number];

interface OccurrenceListProps {
  readonly visits: readonly Visit[];
  readonly resourceId: string;
  /** Where visits were put instead, by occurrence. */
  readonly shifts: Readonly<Record<string, string>>;
  /** `undefined`: back to where the rule says. */
  readonly onShift: (occurrence: string, to: string | undefined) => void;
}

/** Every visit of a series as it would be; those in conflict with why, and with free starts nearby. */
export function OccurrenceList({ visits, resourceId, shifts, onShift }: OccurrenceListProps) {
  const conflicts = visits.flatMap(conflictsIn);
  const lookup = useLookup(conflicts, resourceId);
  const { format } = usePractice();
  return (
    <ol className={classes.visits} aria-label={t`Visits`}>
      {visits.map((visit) => {
        const [first] = conflictsIn(visit);
        const shift = shifts[visit.occurrence];
        const Icon = !visit.available ? IconAlertCircle : shift ? IconArrowRight : IconCircleCheck;
        return (
          <li key={visit.occurrence} data-available={visit.available} className={classes.visit}>
            <Icon size={16} aria-hidden />
            <Text size="sm" span className={classes.when}>
              {format.dayTime(visit.start_at)}
            </Text>
            {shift && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => onShift(visit.occurrence, undefined)}
                aria-label={t`Put it back to the rule, ${{ time: format.dayTime(visit.start_at) }}`}
              >
                <Trans>moved, put it back</Trans>
              </Button>
            )}
            {!visit.available && (
              <div className={classes.why}>
                <Text size="xs">
                  {t`${{ why: first && lookup ? conflictWords(first, lookup, resourceId) : t`Not free` }}, so it is left out`}
                </Text>
                {visit.suggestions && visit.suggestions.length > 0 && (
                  <Group gap={4}>
                    {visit.suggestions.map(({ start_at }) => (
                      <Button
                        key={start_at}
                        size="compact-xs"
                        variant="light"
                        onClick={() => onShift(visit.occurrence, start_at)}
                      >
                        {format.dayTime(start_at)}
                      </Button>
                    ))}
                  </Group>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function conflictsIn(visit: Visit) {
  return conflictsOf({
    code: 'resource_unavailable',
    message: '',
    details: { conflicts: visit.conflicts ?? [] },
  });
}
