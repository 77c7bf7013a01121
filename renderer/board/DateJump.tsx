import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Resource } from '../../shared/resources/resources.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { later } from '../ui/later.tsx';
import type { Shown } from './address.ts';
import classes from './board.module.css';
import { weekOf } from './dates.ts';
import type { BoardView } from './view.ts';

const MiniMonth = later(async () => (await import('./MiniMonth.tsx')).MiniMonth);

interface DateJumpProps {
  readonly shown: Shown;
  readonly today: string;
  /** Whose time the mini month tells of. */
  readonly resources: readonly Resource[];
  readonly view: BoardView;
  /** There is little room. */
  readonly short: boolean;
  readonly onDate: (date: string) => void;
}

/** Says what time the board shows, and leads to another one by a small month. */
export function DateJump({ shown, today, resources, view, short, onDate }: DateJumpProps) {
  const { format } = usePractice();
  const [open, setOpen] = useState(false);
  const { span, date } = shown;
  const week = weekOf(date, format.week);
  const words = {
    day: () => (short ? format.day(startOfDay(format.zone, date)) : format.longDate(date)),
    // The columns name their days.
    week: () => (short ? format.month(date) : format.dates(week[0] ?? date, week.at(-1) ?? date)),
    month: () => format.month(date),
  }[span]();
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--desk-text)"
          size="compact-md"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
          className={classes.date}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {open && (
          <MiniMonth
            date={date}
            today={today}
            resources={resources}
            view={view}
            onDate={(next) => {
              setOpen(false);
              onDate(next);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
