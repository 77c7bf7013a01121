import { t } from '@lingui/core/macro';
import { Button, Group } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { statusWords } from '../booking/status.ts';
import { useDesk, useLive } from '../data/index.ts';
import { NotHere } from './NotHere.tsx';
import classes from './print.module.css';
import { useNames } from './useNames.ts';
import { useVisits } from './useVisits.ts';

/** A customer's visits to come, on paper to take home. */
export function PrintPage() {
  const { id = '' } = useParams();
  const { data } = useLive(
    ['customers'],
    async (query) => ({ id, customer: await query.get('customers', id) }),
    [id],
  );
  if (data?.id !== id) return null;
  return data.customer ? <Sheet customer={data.customer} /> : <NotHere id={id} />;
}

function Sheet({ customer }: { readonly customer: Customer }) {
  const { practice, format } = usePractice();
  const desk = useDesk();
  const visits = useVisits(customer);
  const names = useNames();
  const now = desk.context().now;
  const [day, time] = [format.weekdayDate(now), format.time(now)];
  return (
    <div className={classes.desk}>
      <Group className={classes.tools} justify="space-between">
        <Button component={Link} to={`/customers/${customer.id}`} variant="default">
          {t`Back`}
        </Button>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t`Print`}
        </Button>
      </Group>
      <main className={classes.sheet}>
        <header>
          <strong>{practice.name}</strong>
          <h1>{t`Visits of ${customer.name}`}</h1>
        </header>
        {visits?.upcoming.length === 0 && <p>{t`Nothing is booked.`}</p>}
        {visits && visits.upcoming.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">{t`Day`}</th>
                <th scope="col">{t`Time`}</th>
                <th scope="col">{t`Visit`}</th>
                <th scope="col">{t`With`}</th>
              </tr>
            </thead>
            <tbody>
              {visits.upcoming.map(({ id, start_at, end_at, service_id, resource_id, status }) => (
                <tr key={id}>
                  <td>{format.weekdayDate(start_at)}</td>
                  <td>
                    {format.time(start_at)}
                    <small>{lengthWords((parseInstant(end_at) - parseInstant(start_at)) / minutes(1))}</small>
                  </td>
                  <td>
                    {names?.get(service_id)}
                    {status === 'pending' && <small>{statusWords.pending}</small>}
                  </td>
                  <td>{names?.get(resource_id)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <footer>
          {t`As of ${day}, ${time}. What changed since is not on this sheet. Times are those of ${format.zone}.`}
        </footer>
      </main>
    </div>
  );
}
