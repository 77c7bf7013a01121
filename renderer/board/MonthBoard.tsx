import { t } from '@lingui/core/macro';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Resource } from '../../shared/resources/resources.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { weeksOfMonth } from './dates.ts';
import { FilterHint } from './FilterHint.tsx';
import { closedWords, dayWords, fullWords, oldWords, visitWords } from './load-words.ts';
import { MonthGrid } from './MonthGrid.tsx';
import classes from './month.module.css';
import { OldDays } from './OldDays.tsx';
import { useLoads } from './useLoads.ts';
import { useOldest } from './useOldest.ts';
import type { BoardView } from './view.ts';

interface MonthBoardProps {
  /** A date of the month. */
  readonly date: string;
  /** Whose time it is about. */
  readonly resources: readonly Resource[];
  readonly view: BoardView;
  readonly onView: (change: Partial<BoardView>) => void;
  readonly onDate: (date: string) => void;
  /** Opens a day. */
  readonly onDay: (date: string) => void;
}

/** A month at a glance: how many bookings each day has and how full it is; a day leads to its board. */
export function MonthBoard({ date, resources, view, onView, onDate, onDay }: MonthBoardProps) {
  const { format } = usePractice();
  const today = localDate(format.zone, useNow(60_000));
  const weeks = useMemo(() => weeksOfMonth(date, format.week), [date, format.week]);
  const loads = useLoads(weeks, resources, view);
  const oldest = useOldest();
  const isOld = (day: string) => day <= oldest;
  const begins = weeks[0]?.find((day) => day.slice(0, 7) === date.slice(0, 7)) ?? date;
  // A phone has room for the number alone; what it counts is in the day's name.
  const small = useMediaQuery('(width < 720px)', undefined, { getInitialValueInEffect: false });
  return (
    <>
      <FilterHint view={view} onView={onView} />
      {isOld(begins) && <OldDays />}
      <div className={classes.board}>
        <MonthGrid
          size="large"
          date={date}
          weeks={weeks}
          today={today}
          labelOf={(day) => (isOld(day) ? oldWords(day, format) : dayWords(day, loads.get(day), format))}
          onChoose={onDay}
          onMonth={onDate}
          autoFocus
        >
          {(day) => {
            const load = loads.get(day);
            return (
              <>
                <span className={classes.number} data-day={format.dayOfMonth(day)} />
                {isOld(day) && !small && <span className={classes.closed}>{t`needs the hub`}</span>}
                {load?.closed !== undefined && <span className={classes.closed}>{closedWords(load)}</span>}
                {load && (load.visits > 0 || load.worked > 0) && (
                  <span className={classes.count}>
                    {small ? format.number(load.visits) : visitWords(load)}
                  </span>
                )}
                {load?.heat !== undefined && (
                  <>
                    <span className={classes.full}>{` ${fullWords(load, format)}`}</span>
                    <Heat heat={load.heat} />
                  </>
                )}
              </>
            );
          }}
        </MonthGrid>
      </div>
    </>
  );
}

/** A bar as long as the day is full. */
export function Heat({ heat }: { readonly heat: number }) {
  return (
    <span className={classes.heat} data-full={heat >= 0.85 || undefined} aria-hidden>
      <span style={{ inlineSize: `${Math.round(heat * 100)}%` }} />
    </span>
  );
}
