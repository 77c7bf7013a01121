import { Text } from '@mantine/core';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { StatusPill } from '../booking/StatusMark.tsx';
import classes from './customers.module.css';
import type { Names } from './useNames.ts';
import type { PastVisit } from './wire.ts';

interface VisitLineProps {
  readonly visit: PastVisit;
  readonly names: Names | undefined;
  /** The desk has it: its drawer can be opened. */
  readonly opens: boolean;
}

/** One visit: when, what, with whom, and what became of it. */
export function VisitLine({ visit, names, opens }: VisitLineProps) {
  const { format } = usePractice();
  const { start_at, end_at, status } = visit;
  const inside = (
    <>
      <span className={classes.grow}>
        <Text size="sm" component="strong" display="block">
          {format.weekdayDate(start_at)}
        </Text>
        <Text size="xs" c="dimmed" component="span" display="block">
          {[format.times(start_at, end_at), names?.get(visit.service_id), names?.get(visit.resource_id)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </span>
      <StatusPill status={status} />
    </>
  );
  return (
    <li>
      {opens ? (
        <Link to={`/booking/${visit.id}`} className={classes.visit}>
          {inside}
        </Link>
      ) : (
        <div className={classes.visit}>{inside}</div>
      )}
    </li>
  );
}
