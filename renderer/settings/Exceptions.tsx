import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { addDays } from '../../shared/time/calendar.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import type { Exception } from './resource-values.ts';
import classes from './settings.module.css';
import { Ranges } from './WeekEditor.tsx';

interface ExceptionsProps {
  readonly exceptions: readonly Exception[];
  readonly onChange: (exceptions: Exception[]) => void;
}

/** Single dates that differ from the week; past ones stay, and are not shown. */
export function Exceptions({ exceptions, onChange }: ExceptionsProps) {
  const { format } = usePractice();
  const today = localDate(format.zone, useNow(60_000));
  const change = (old: Exception, part: Partial<Exception>) =>
    onChange(exceptions.map((each) => (each === old ? { ...each, ...part } : each)));
  const taken = new Set(exceptions.map(({ date }) => date));
  const free = () => {
    let date = addDays(today, 1);
    while (taken.has(date)) date = addDays(date, 1);
    return date;
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        <Trans>Single dates that differ</Trans>
      </Text>
      {exceptions.map(
        (each, i) =>
          each.date >= today && (
            <div key={['date', i].join()} className={classes.item}>
              <div className={classes.range} data-top>
                <DateInput
                  aria-label={t`Date that differs`}
                  w={170}
                  valueFormat={format.dateField}
                  excludeDate={(date) => date !== each.date && taken.has(date)}
                  value={each.date}
                  onChange={(date) => date && change(each, { date })}
                />
                <Ranges
                  name={format.longDate(each.date)}
                  ranges={each.ranges}
                  onChange={(ranges) => change(each, { ranges })}
                />
              </div>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t`Remove ${format.longDate(each.date)}`}
                onClick={() => onChange(exceptions.filter((one) => one !== each))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
          ),
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...exceptions, { date: free(), ranges: [] }])}
      >
        <Trans>Add a date</Trans>
      </Button>
    </div>
  );
}
