import { plural, t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudUp } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { StatusPill } from '../booking/StatusMark.tsx';
import { type StatusStep, stepsFrom } from '../booking/status.ts';
import { usePending } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import classes from './arrivals.module.css';
import { type Arrival, lateBy, waitingFor } from './model.ts';

/** Steps that belong to arriving; cancelling and reopening are done in the booking itself. */
const steps: readonly StatusStep['command'][] = [
  'bookings.confirm',
  'bookings.check_in',
  'bookings.start',
  'bookings.complete',
  'bookings.no_show',
];

/** Somebody who comes today: when, to whom, since when they wait, and the next step with one click. */
export function ArrivalRow({ row, now }: { readonly row: Arrival; readonly now: number }) {
  const { booking, customer, service, people } = row;
  const { format } = usePractice();
  const { act } = useUndo();
  const pending = usePending('bookings').has(booking.id);
  const item = useRef<HTMLLIElement>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const name = customer?.name ?? t`Name not here yet`;
  const waiting = waitingFor(booking, now);
  const late = lateBy(booking, now);
  const next = stepsFrom[booking.status].filter(({ command }) => steps.includes(command));

  const take = async (step: StatusStep) => {
    setBusy(true);
    const refusal = await act({
      name: step.command,
      id: booking.id,
      before: booking,
      args: { id: booking.id },
      said: `${step.done}: ${name}`,
    });
    setProblem(refusal && refusalWords(refusal));
    // A second click of a double one must not take the step after.
    setTimeout(() => setBusy(false), 400);
  };
  useKeptFocus(item, booking.status);

  return (
    <li
      ref={item}
      className={classes.row}
      data-status={booking.status}
      aria-label={t`${format.time(booking.start_at)} ${name}`}
    >
      <span className={classes.time}>{format.time(booking.start_at)}</span>
      <div className={classes.who}>
        <Link to={`/booking/${booking.id}`} className={classes.name}>
          {name}
        </Link>
        <span className={classes.what}>{[service, ...people].filter(Boolean).join(' · ')}</span>
        {customer?.alert && (
          <span className={classes.alert}>
            <IconAlertTriangle size={14} aria-hidden /> {customer.alert}
          </span>
        )}
        {problem && <ProblemText>{problem}</ProblemText>}
      </div>
      <div className={classes.state}>
        <StatusPill status={booking.status} />
        {waiting !== undefined && (
          <span className={classes.waits} data-long={waiting >= 15 || undefined}>
            {waiting === 0
              ? t`just came`
              : plural(waiting, { one: 'waits # minute', other: 'waits # minutes' })}
          </span>
        )}
        {late !== undefined && (
          <span className={classes.late}>
            {plural(late, { one: '# minute late', other: '# minutes late' })}
          </span>
        )}
        {pending && (
          <span title={t`Waiting for the hub`} role="img" aria-label={t`Waiting for the hub`}>
            <IconCloudUp size={14} aria-hidden style={{ display: 'block' }} />
          </span>
        )}
      </div>
      <div className={classes.actions}>
        {next.map((step) => (
          <Button
            key={step.command}
            size="compact-md"
            variant={step.weight === 'main' ? 'light' : 'subtle'}
            color={step.weight === 'main' ? undefined : 'gray'}
            aria-label={t`${step.label}: ${name}`}
            disabled={busy}
            onClick={() => void take(step)}
          >
            {step.label}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** The button that was pressed is gone with the step it took: the keyboard stays in its row. */
function useKeptFocus(item: RefObject<HTMLLIElement | null>, status: string): void {
  const inside = useRef(false);
  useEffect(() => {
    const row = item.current;
    if (!row) return;
    const follow = ({ target }: FocusEvent) => {
      inside.current = target instanceof Node && row.contains(target);
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [item]);
  useEffect(() => {
    if (status && inside.current && document.activeElement === document.body)
      item.current?.querySelector<HTMLElement>('a')?.focus();
  }, [item, status]);
}
