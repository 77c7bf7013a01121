import { t } from '@lingui/core/macro';
import { Link } from 'react-router';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './arrivals.module.css';
import type { NextFree } from './walk-ins.ts';
import { useWhen } from './when.ts';

/** Who has time next. */
export function NextFreeList({ rows, now }: { readonly rows: readonly NextFree[]; readonly now: number }) {
  const { format } = usePractice();
  const when = useWhen(now);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="next-free" className={classes.panel}>
      <h2 id="next-free">{t`Next free`}</h2>
      <ul className={classes.free}>
        {rows.map(({ resource, service, free }) => {
          const soon = free && parseInstant(free.start_at) - now < minutes(10);
          return (
            <li key={resource.id}>
              <span className={classes.freeName}>{resource.name}</span>
              {free ? (
                <Link
                  to={`/board/${localDate(format.zone, parseInstant(free.start_at))}`}
                  className={classes.freeTime}
                  data-soon={soon || undefined}
                  title={t`${service.duration} min ${service.name}`}
                >
                  {when(free.start_at, undefined)}
                </Link>
              ) : (
                <span className={classes.quiet}>{t`Nothing free`}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
