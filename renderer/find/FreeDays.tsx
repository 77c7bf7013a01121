import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type KeyboardEvent, memo, useDeferredValue, useState } from 'react';
import { dateOfDay } from '../../shared/time/calendar.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useResourceNames } from '../booking/useResourceNames.ts';
import classes from './find.module.css';
import { type FreeDay, type FreeStart, shownStarts } from './free-days.ts';

interface FreeDaysProps {
  readonly days: readonly FreeDay[];
  readonly onFurther?: () => void;
  readonly onPick: (start: FreeStart) => void;
}

/** So many days fit into the window: they are drawn with the keystroke, the rest right after it. */
const inSight = 10;

/** Days with their free starts, one line each; one stop of the Tab key, arrow keys move among the starts. */
export function FreeDays({ days, onFurther, onPick }: FreeDaysProps) {
  const names = useResourceNames();
  const rest = useDeferredValue(days.slice(inSight), nothing);
  return (
    <div data-free-days>
      {days.slice(0, inSight).map((day, index) => (
        <Day key={day.day} day={day} first={index === 0} names={names} onPick={onPick} />
      ))}
      {days.length > inSight &&
        rest.map((day) => <Day key={day.day} day={day} first={false} names={names} onPick={onPick} />)}
      {onFurther && days.length > 0 && (
        <Button variant="default" mt="md" onClick={onFurther}>
          <Trans>Look 4 weeks further</Trans>
        </Button>
      )}
    </div>
  );
}

const nothing: readonly FreeDay[] = [];

interface DayProps {
  readonly day: FreeDay;
  /** Its first start is where the Tab key stops. */
  readonly first: boolean;
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly onPick: (start: FreeStart) => void;
}

const Day = memo(
  function Day({ day: { day, starts }, first, names, onPick }: DayProps) {
    const { format } = usePractice();
    const [whole, setWhole] = useState(false);
    const shown = whole ? starts : shownStarts(starts, format.zone);
    const more = starts.length - shown.length;
    const label = format.day(startOfDay(format.zone, dateOfDay(day)));
    return (
      <section className={classes.day} aria-label={label}>
        <h2 className={classes.date}>{label}</h2>
        <div className={classes.starts}>
          {shown.map((free, index) => (
            <button
              key={free.start}
              type="button"
              data-start={free.start}
              tabIndex={first && index === 0 ? 0 : -1}
              className={classes.start}
              aria-label={`${format.time(free.start)}, ${whoWords(free, names)}`}
              title={whoWords(free, names)}
              onClick={() => onPick(free)}
              onKeyDown={moveFocus}
            >
              {format.time(free.start)}
            </button>
          ))}
          {more > 0 && (
            <button
              type="button"
              data-start="more"
              tabIndex={-1}
              className={classes.more}
              aria-label={plural(more, { one: `# more on ${label}`, other: `# more on ${label}` })}
              onClick={() => setWhole(true)}
              onKeyDown={moveFocus}
            >
              {plural(more, { one: '# more', other: '# more' })}
            </button>
          )}
        </div>
      </section>
    );
  },
  (a, b) =>
    a.first === b.first &&
    a.names === b.names &&
    a.onPick === b.onPick &&
    a.day.day === b.day.day &&
    sameStarts(a.day.starts, b.day.starts),
);

function sameStarts(a: readonly FreeStart[], b: readonly FreeStart[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ start, resource_id, choices, session }, index) =>
        start === b[index]?.start &&
        resource_id === b[index].resource_id &&
        choices === b[index].choices &&
        session?.seatsLeft === b[index].session?.seatsLeft,
    )
  );
}

function whoWords(free: FreeStart, names: ReadonlyMap<string, string> | undefined): string {
  const { resource_id, choices, session } = free;
  const name = names?.get(resource_id) ?? t`somebody`;
  if (session)
    return plural(session.seatsLeft, { one: `${name}, # seat left`, other: `${name}, # seats left` });
  if (choices <= 1) return name;
  return choices === 2
    ? t`${name} or another`
    : plural(choices - 1, { one: `${name} or # other`, other: `${name} or # others` });
}

/** Arrow keys: along the line of a day, and to the nearest place of the lines above and below. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const here = event.currentTarget;
  const sections = here.closest('[data-free-days]')?.querySelectorAll('section') ?? [];
  const days = [...sections].map((day) => [...day.querySelectorAll<HTMLElement>('[data-start]')]);
  const line = days.findIndex((starts) => starts.includes(here));
  const all = days.flat();
  const beside = (by: number) => all[all.indexOf(here) + by];
  const inLine = (by: number) => {
    const next = days[line + by];
    return next?.[Math.min(days[line]?.indexOf(here) ?? 0, next.length - 1)];
  };
  const next = nextOf(event.key, beside, inLine);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

type Find = (by: number) => HTMLElement | undefined;

function nextOf(key: string, beside: Find, inLine: Find): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return beside(forward());
    case 'ArrowLeft':
      return beside(-forward());
    case 'ArrowDown':
      return inLine(1);
    case 'ArrowUp':
      return inLine(-1);
    default:
      return undefined;
  }
}

/** Which way along the line the right arrow key goes. */
function forward(): 1 | -1 {
  return document.documentElement.dir === 'rtl' ? -1 : 1;
}
