import { useDirection } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { addDays, weekdayOf } from '../../shared/time/calendar.ts';
import type { Weekday } from '../../shared/time/hours.ts';
import { usePractice } from '../app/practice.tsx';
import { columnHeaderRole, dayRole, gridRole, rowRole } from './aria.ts';
import { addMonths, weekOf } from './dates.ts';
import classes from './month.module.css';
import { useAhead } from './useAhead.ts';

interface MonthGridProps {
  readonly size: 'mini' | 'large';
  /** A date of the month that is shown, `YYYY-MM-DD`: where the keyboard stands at first. */
  readonly date: string;
  readonly weeks: readonly (readonly string[])[];
  /** The date that is chosen. */
  readonly chosen?: string;
  readonly today: string;
  readonly labelOf: (date: string) => string;
  readonly children: (date: string) => ReactNode;
  readonly onChoose: (date: string) => void;
  /** The keyboard went into another month. */
  readonly onMonth: (date: string) => void;
  readonly autoFocus?: boolean;
}

/** A month's days as an ARIA grid: arrows go from day to day, Page Up and Down to another month, Enter chooses. */
export function MonthGrid(props: MonthGridProps) {
  const { size, date, weeks, chosen, today, labelOf, children, onChoose, onMonth, autoFocus } = props;
  const { format } = usePractice();
  const rtl = useDirection().dir === 'rtl';
  const grid = useRef<HTMLDivElement>(null);
  const follow = useRef(autoFocus ?? false);
  const [cursor, setCursor] = useState(date);
  const month = useAhead(date);
  useEffect(() => {
    if (!month.isAhead()) setCursor(date);
  }, [month, date]);
  // Before anything is painted: a key that comes right after a turn of the month finds its day.
  useLayoutEffect(() => {
    if (!follow.current) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-date="${cursor}"]`);
    if (!cell) return;
    follow.current = false;
    cell.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return onChoose(cursor);
    }
    const next = leadsTo(event.key, cursor, format.week, rtl);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    follow.current = true;
    setCursor(next);
    if (next.slice(0, 7) === month.latest().slice(0, 7)) return;
    month.ask(next);
    onMonth(next);
  };

  return (
    <div
      ref={grid}
      {...gridRole(format.month(date), weeks.length + 1)}
      className={classes.grid}
      data-size={size}
    >
      <div {...rowRole(0)} className={classes.weekdays}>
        {weeks[0]?.map((day) => (
          <div key={day} {...columnHeaderRole}>
            {format.weekday(weekdayOf(day), 'short')}
          </div>
        ))}
      </div>
      {weeks.map((week, index) => (
        <div key={week[0]} {...rowRole(index + 1)} className={classes.week}>
          {week.map((day) => (
            <button
              type="button"
              key={day}
              {...dayRole(labelOf(day), day === cursor, day === chosen, day === today)}
              data-date={day}
              data-outside={day.slice(0, 7) !== date.slice(0, 7) || undefined}
              className={classes.day}
              onKeyDown={onKeyDown}
              onClick={() => onChoose(day)}
              onFocus={() => setCursor(day)}
            >
              {children(day)}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

/**
 * Where a key leads from a date; undefined for keys that lead nowhere.
 * @param order The days of a week from its first one on.
 */
export function leadsTo(
  key: string,
  date: string,
  order: readonly Weekday[],
  rtl: boolean,
): string | undefined {
  const week = weekOf(date, order);
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, rtl ? 1 : -1);
    case 'ArrowRight':
      return addDays(date, rtl ? -1 : 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'PageUp':
      return addMonths(date, -1);
    case 'PageDown':
      return addMonths(date, 1);
    case 'Home':
      return week[0];
    case 'End':
      return week.at(-1);
    default:
      return undefined;
  }
}
