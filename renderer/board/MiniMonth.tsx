import { t } from '@lingui/core/macro';
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Resource } from '../../shared/resources/resources.ts';
import { usePractice } from '../app/practice.tsx';
import { addMonths, weeksOfMonth } from './dates.ts';
import { dayWords, oldWords } from './load-words.ts';
import { Heat } from './MonthBoard.tsx';
import { MonthGrid } from './MonthGrid.tsx';
import classes from './month.module.css';
import { Backwards, Forwards } from './steps.tsx';
import { useLoads } from './useLoads.ts';
import { useOldest } from './useOldest.ts';
import type { BoardView } from './view.ts';

interface MiniMonthProps {
  readonly date: string;
  readonly today: string;
  readonly resources: readonly Resource[];
  readonly view: BoardView;
  readonly onDate: (date: string) => void;
}

/** Jumps to a date: a month with how full its days are. */
export function MiniMonth({ date, today, resources, view, onDate }: MiniMonthProps) {
  const { format } = usePractice();
  const [month, setMonth] = useState(date);
  const weeks = useMemo(() => weeksOfMonth(month, format.week), [month, format.week]);
  const loads = useLoads(weeks, resources, view);
  const oldest = useOldest();
  return (
    <div className={classes.mini}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Month before`}
          onClick={() => setMonth(addMonths(month, -1))}
        >
          <Backwards size={18} />
        </ActionIcon>
        <Text fw={600} size="sm">
          {format.month(month)}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Month after`}
          onClick={() => setMonth(addMonths(month, 1))}
        >
          <Forwards size={18} />
        </ActionIcon>
      </Group>
      <MonthGrid
        size="mini"
        date={month}
        weeks={weeks}
        chosen={date}
        today={today}
        labelOf={(day) => (day <= oldest ? oldWords(day, format) : dayWords(day, loads.get(day), format))}
        onChoose={onDate}
        onMonth={setMonth}
        autoFocus
      >
        {(day) => {
          const heat = loads.get(day)?.heat;
          return (
            <>
              <span className={classes.number} data-day={format.dayOfMonth(day)} />
              {heat !== undefined && <Heat heat={heat} />}
            </>
          );
        }}
      </MonthGrid>
      <Button variant="subtle" size="compact-sm" fullWidth mt={6} onClick={() => onDate(today)}>
        {t`Today`}
      </Button>
    </div>
  );
}
