import { t } from '@lingui/core/macro';
import { Button, Group } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { isRefusal } from '../../shared/errors.ts';
import { loadSheets, type Sheet, type SheetLine } from '../../shared/queries/sheets.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { calendarDate } from '../../shared/time/hours.ts';
import { usePractice } from '../app/practice.tsx';
import { statusWords } from '../booking/status.ts';
import { useConnection, useDesk, useLive } from '../data/index.ts';
import classes from './print.module.css';

/** One day of a sheet. */
interface Day {
  readonly date: string;
  readonly sheets: readonly Sheet[];
}

const kept = ['practice', 'bookings', 'blocks', 'resources', 'services', 'customers', 'holds'] as const;

/** `/print/day/:date`: the day of everybody, or of one, from what this desk keeps; so it prints without the hub, too. */
export function DayPrintPage() {
  return <PrintPage days={1} />;
}

/** `/print/week/:date`: seven days from that one. */
export function WeekPrintPage() {
  return <PrintPage days={7} />;
}

function PrintPage({ days }: { readonly days: 1 | 7 }) {
  const { format } = usePractice();
  const { date = '' } = useParams();
  const [search] = useSearchParams();
  const resource = search.get('resource') ?? undefined;
  const zone = format.zone;
  const { data } = useLive(
    kept,
    async (query, ctx) => {
      const only = resource === undefined ? undefined : [resource];
      const found: Day[] = [];
      if (!calendarDate.safeParse(date).success) return found;
      for (let day = 0; day < days; day++) {
        const on = addDays(date, day);
        const sheets = await loadSheets(query, { date: on, zone, only }, ctx);
        if (!isRefusal(sheets)) found.push({ date: on, sheets });
      }
      return found;
    },
    [date, days, resource, zone],
  );
  if (!data) return null;
  return (
    <div className={classes.desk}>
      <Group className={classes.tools} justify="space-between">
        <Button component={Link} to={`/board/${date}`} variant="default">
          {t`Back`}
        </Button>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t`Print`}
        </Button>
      </Group>
      <main className={classes.paper} data-days={days}>
        {days === 1 ? <DaySheets day={data[0]} /> : <WeekSheets days={data} />}
      </main>
    </div>
  );
}

function DaySheets({ day }: { readonly day: Day | undefined }) {
  const { format } = usePractice();
  if (!day || day.sheets.length === 0) return <Nobody words={t`Nobody works on this day.`} />;
  return day.sheets.map(({ id, name, lines }) => (
    <section key={id} className={classes.sheet}>
      <h1>{name}</h1>
      <h2>{format.longDate(day.date)}</h2>
      {lines.length === 0 ? (
        <p>{t`Nothing is planned.`}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t`Time`}</th>
              <th scope="col">{t`Who`}</th>
              <th scope="col">{t`What`}</th>
              <th scope="col">{t`Notes`}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.kind} ${line.start} ${line.title}`} data-kind={line.kind}>
                <td>{format.times(line.start, line.end)}</td>
                {line.kind === 'booking' ? (
                  <>
                    <td>
                      {line.title}
                      <small dir="ltr">{line.phone}</small>
                    </td>
                    <td>
                      {line.service}
                      <small>{line.room}</small>
                    </td>
                    <td>
                      {line.notes}
                      <small>{standing(line)}</small>
                    </td>
                  </>
                ) : (
                  <td colSpan={3}>{titleOf(line)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Foot />
    </section>
  ));
}

function WeekSheets({ days }: { readonly days: readonly Day[] }) {
  const { format } = usePractice();
  const people = new Map(days.flatMap(({ sheets }) => sheets.map(({ id, name }) => [id, name])));
  if (people.size === 0) return <Nobody words={t`Nobody works in this week.`} />;
  return [...people].map(([id, name]) => (
    <section key={id} className={classes.sheet}>
      <h1>{name}</h1>
      <table data-week>
        <thead>
          <tr>
            {days.map(({ date }) => (
              <th key={date} scope="col">
                {format.longDate(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {days.map(({ date, sheets }) => (
              <td key={date}>
                {sheets
                  .find((sheet) => sheet.id === id)
                  ?.lines.filter(({ kind }) => kind !== 'free')
                  .map((line) => (
                    <p key={`${line.start} ${line.title}`} data-kind={line.kind}>
                      <b>{format.times(line.start, line.end)}</b> {titleOf(line)}
                      <small>
                        {[line.service, line.phone, line.room, line.notes, standing(line)]
                          .filter((part) => part)
                          .join(' · ')}
                      </small>
                    </p>
                  ))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <Foot />
    </section>
  ));
}

function Nobody({ words }: { readonly words: string }) {
  const { practice } = usePractice();
  return (
    <section className={classes.sheet}>
      <h1>{practice.name}</h1>
      <p>{words}</p>
      <Foot />
    </section>
  );
}

/** When it was made, and of how much: a sheet outlives what it tells. */
function Foot() {
  const { practice, format } = usePractice();
  const { state } = useConnection();
  const now = format.dayTime(useDesk().context().now);
  const { zone } = format;
  const { name } = practice;
  return (
    <footer>
      {t`${name} · as of ${now} · times of ${zone}`}
      {state !== 'online' && ` · ${t`made without the hub: changes of other desks may be missing`}`}
    </footer>
  );
}

function titleOf({ kind, title, off }: SheetLine): string {
  if (kind === 'free') return t`Free`;
  return title || (off === 'closure' ? t`Closed` : t`Time off`);
}

/** Where a booking stands, unless it is simply to come. */
function standing({ status }: SheetLine): string | undefined {
  return status === undefined || status === 'confirmed' ? undefined : statusWords[status];
}
