import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import type * as z from 'zod';
import type { findVisitsQuery } from '../../shared/queries/visits.ts';
import { usePractice } from '../app/practice.tsx';
import { useResourceNames } from '../booking/useResourceNames.ts';
import classes from './visits.module.css';

type Stay = z.output<typeof findVisitsQuery.answer>['data'][number];

interface StayListProps {
  readonly stays: readonly Stay[];
  /** The start that is chosen. */
  readonly value: string | undefined;
  readonly onChange: (start: string) => void;
}

/** Starts at which the whole stay can be; of the chosen one, who gives what and when. */
export function StayList({ stays, value, onChange }: StayListProps) {
  const { format } = usePractice();
  const names = useResourceNames();
  const chosen = stays.find(({ start_at }) => start_at === value);
  if (stays.length === 0)
    return (
      <Text size="sm" c="var(--desk-warn)">
        <Trans>
          Not all of it can be in one stay in these two weeks. Take another person, a longer gap or a later
          day.
        </Trans>
      </Text>
    );
  return (
    <fieldset className={classes.stays}>
      <legend>
        <Trans>When</Trans>
      </legend>
      <div className={classes.starts}>
        {stays.map(({ start_at }) => (
          <Button
            key={start_at}
            size="compact-sm"
            variant={start_at === value ? 'filled' : 'light'}
            aria-pressed={start_at === value}
            onClick={() => onChange(start_at)}
          >
            {format.dayTime(start_at)}
          </Button>
        ))}
      </div>
      {chosen && (
        <Text size="xs" c="dimmed" aria-live="polite">
          {chosen.items
            .map(
              ({ start_at, end_at, allocations }) =>
                `${format.times(start_at, end_at)} ${format.list(
                  allocations.flatMap(({ resource_id }) => names?.get(resource_id) ?? []),
                )}`,
            )
            .join(' · ')}
        </Text>
      )}
    </fieldset>
  );
}
