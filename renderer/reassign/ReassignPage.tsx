import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Select, Text, Title } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconCalendarCheck, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Refusal } from '../../shared/errors.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { PrintMenu } from '../print/PrintMenu.tsx';
import { Message } from '../ui/Message.tsx';
import page from '../ui/page.module.css';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { assign, type Choices, moveOf } from './choose.ts';
import classes from './reassign.module.css';
import { type Case, useDayOf } from './useDayOf.ts';

/** Somebody is away for a day: their bookings with who could take each, moved together, taken back together. */
export function ReassignPage() {
  const { format } = usePractice();
  const navigate = useNavigate();
  const today = localDate(format.zone, useNow(60_000));
  const { date = today, resource: resourceId } = useParams();
  const staff = useStaff();
  const resources = staff.data?.resources ?? [];
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">
          <Trans>Reassign a day</Trans>
        </Title>
      </PageBar>
      <div className={page.body}>
        <div className={classes.inner}>
          <Group align="flex-end" mb="lg">
            <Select
              label={t`Who is away`}
              searchable
              placeholder={t`Choose`}
              data={resources.map(({ id, name }) => ({ value: id, label: name }))}
              value={resourceId ?? null}
              onChange={(id) => id && navigate(`/reassign/${date}/${id}`)}
            />
            <DateInput
              label={t`Day`}
              valueFormat={format.dateField}
              value={date}
              onChange={(next) => next && navigate(`/reassign/${next}${resourceId ? `/${resourceId}` : ''}`)}
            />
            <PrintMenu date={date} resourceId={resourceId} />
          </Group>
          {resourceId ? (
            <Cases key={`${date} ${resourceId}`} resourceId={resourceId} date={date} />
          ) : (
            <Message
              icon={<IconUserQuestion size={44} stroke={1.4} aria-hidden />}
              title={t`Who is away that day?`}
            >
              <Trans>Their bookings are listed here with who could take each at the same time.</Trans>
            </Message>
          )}
        </div>
      </div>
    </div>
  );
}

function Cases({ resourceId, date }: { readonly resourceId: string; readonly date: string }) {
  const { format } = usePractice();
  const { act } = useUndo();
  const [chosen, setChosen] = useState<Choices>({});
  const [problem, setProblem] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const { data } = useDayOf(resourceId, date);
  if (!data) return null;
  const { resource, cases } = data;
  const name = resource?.name ?? t`Somebody`;
  const takers = assign(cases, chosen);
  const moving = cases.filter(({ booking }) => takers.get(booking.id));

  const moveAll = async () => {
    setBusy(true);
    const step = (moves: readonly object[]) => ({ name: 'bookings.reassign' as const, args: { moves } });
    const there = step(
      moving.map((each) => moveOf(each, resourceId, takers.get(each.booking.id) ?? undefined)),
    );
    const back = step(moving.map((each) => moveOf(each, resourceId)));
    const refusal = await act({
      ...there,
      id: resourceId,
      said: plural(moving.length, {
        one: `Moved # booking of ${name}`,
        other: `Moved # bookings of ${name}`,
      }),
      reversal: { undo: [back], redo: [there] },
    });
    setProblem(refusal);
    setBusy(false);
  };

  if (cases.length === 0)
    return (
      <Message
        icon={<IconCalendarCheck size={44} stroke={1.4} color="var(--desk-good)" aria-hidden />}
        title={t`Nothing is booked with ${name} that day`}
      >
        {t`So nothing has to be moved on ${{ date: format.longDate(date) }}.`}
      </Message>
    );
  return (
    <form
      aria-label={t`Bookings of ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (moving.length > 0 && !busy) void moveAll();
      }}
    >
      <ul className={classes.cases}>
        {cases.map((each) => (
          <Row
            key={each.booking.id}
            each={each}
            taker={takers.get(each.booking.id) ?? undefined}
            problem={problem?.details?.booking_id === each.booking.id ? refusalWords(problem) : undefined}
            onChoose={(id) => setChosen({ ...chosen, [each.booking.id]: id })}
          />
        ))}
      </ul>
      <Group justify="space-between" mt="md">
        <Text size="sm" c="dimmed" role="status">
          {moving.length < cases.length
            ? stayWords(cases.length - moving.length, cases.length, name)
            : t`Everybody finds somebody`}
        </Text>
        <Button type="submit" loading={busy} disabled={moving.length === 0}>
          {plural(moving.length, { one: 'Move # booking', other: 'Move # bookings' })}
        </Button>
      </Group>
    </form>
  );
}

interface RowProps {
  readonly each: Case;
  readonly taker: string | undefined;
  readonly problem: string | undefined;
  readonly onChoose: (id: string | null) => void;
}

const stays = 'stays';

function Row({ each: { booking, customer, service, takers }, taker, problem, onChoose }: RowProps) {
  const { format } = usePractice();
  const time = format.times(booking.start_at, booking.end_at);
  const find = new URLSearchParams({ service: booking.service_id, customer: booking.customer_id });
  return (
    <li className={classes.case}>
      <span className={classes.time}>{time}</span>
      <div className={classes.who}>
        <Link to={`/booking/${booking.id}`} className={classes.link}>
          {customer}
        </Link>
        <Text size="xs" c="dimmed">
          {service}
        </Text>
        {problem && (
          <Text size="xs" c="var(--desk-bad)" role="alert">
            {problem}
          </Text>
        )}
      </div>
      {takers.length > 0 ? (
        <Select
          aria-label={t`Who takes ${customer}, ${{ time: format.time(booking.start_at) }}`}
          allowDeselect={false}
          data={[
            ...takers.map(({ id, name }) => ({ value: id, label: name })),
            { value: stays, label: t`Nobody, it stays` },
          ]}
          value={taker ?? stays}
          onChange={(id) => onChoose(id === stays ? null : id)}
          className={classes.taker}
        />
      ) : (
        <div className={classes.taker}>
          <Text size="sm" c="var(--desk-warn)">
            <Trans>Nobody is free then</Trans>
          </Text>
          <Link to={`/find?${find}`} className={classes.link}>
            <Trans>Find another time</Trans>
          </Link>
        </div>
      )}
    </li>
  );
}

function stayWords(staying: number, all: number, name: string): string {
  return plural(staying, {
    one: `# of ${all} stay with ${name}`,
    other: `# of ${all} stay with ${name}`,
  });
}
