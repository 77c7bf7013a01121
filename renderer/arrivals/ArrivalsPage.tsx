import { t } from '@lingui/core/macro';
import { Button, Select, Skeleton, Title } from '@mantine/core';
import { IconSunglasses, IconWalk } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import * as z from 'zod';
import type { ResourceName } from '../../shared/resources/index.ts';
import { localDate, nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { useLive } from '../data/index.ts';
import { Choice, Choices } from '../ui/Choices.tsx';
import { Message } from '../ui/Message.tsx';
import page from '../ui/page.module.css';
import { useLate } from '../ui/useLate.ts';
import { useRemembered } from '../ui/useRemembered.ts';
import { ArrivalRow } from './ArrivalRow.tsx';
import classes from './arrivals.module.css';
import { countStages, readArrivals, type Stage, shownOf } from './model.ts';
import { NextFreeList } from './NextFreeList.tsx';
import { useRowKeys } from './useRowKeys.ts';
import { WalkInForm } from './WalkInForm.tsx';
import { WalkInRow } from './WalkInRow.tsx';
import { readNextFree, readWalkIns } from './walk-ins.ts';

const filter = z.object({
  stage: z.enum(['expected', 'here', 'over']).nullable(),
  person: z.string().nullable(),
});
type Filter = z.output<typeof filter>;

const placing: readonly ResourceName[] = ['bookings', 'classes', 'services', 'resources', 'blocks', 'holds'];

/** Who comes today, who is here and for how long, who walked in, and who has time next. */
export function ArrivalsPage() {
  const { format } = usePractice();
  const now = useNow(10_000);
  const today = localDate(format.zone, now);
  const minute = Math.floor(now / 60_000);
  const [params, setParams] = useSearchParams();
  const adding = params.has('walk-in');
  const setAdding = (next: boolean) => setParams(next ? { 'walk-in': '' } : {}, { replace: true });
  const [{ stage, person }, setFilter] = useRemembered<Filter>('arrivals', filter, {
    stage: null,
    person: null,
  });
  const [added, setAdded] = useState<string>();
  const staff = useStaff();
  const { data: all, loading } = useLive(
    ['bookings', 'customers', 'services', 'resources'],
    (query) => {
      const start = startOfDay(format.zone, today);
      return readArrivals(query, { start, end: nextStartOfDay(format.zone, start) });
    },
    [today, format.zone],
  );
  const { data: walkIns = [] } = useLive(['waitlist', 'customers', ...placing], readWalkIns, [minute]);
  const { data: free = [] } = useLive(placing, readNextFree, [minute]);
  const late = useLate(loading);
  const onKeyDown = useRowKeys();

  const count = countStages(all ?? []);
  const people = (staff.data?.resources ?? []).filter(({ kind }) => kind === 'practitioner');
  const known = people.some(({ id }) => id === person) ? (person ?? undefined) : undefined;
  const rows = shownOf(all ?? [], stage ?? undefined, known);
  const stages: readonly (readonly [Stage, string])[] = [
    ['expected', t`Expected (${count.expected})`],
    ['here', t`Here (${count.here})`],
    ['over', t`Over (${count.over})`],
  ];
  const choose = (next: Partial<Filter>) => setFilter({ stage, person, ...next });

  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">{t`Arrivals`}</Title>
        <span className={classes.date}>{format.longDate(today)}</span>
        {!adding && (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<IconWalk size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t`Walk-in`}
          </Button>
        )}
      </PageBar>
      <div className={page.body}>
        <div className={classes.layout}>
          <section className={classes.main} aria-label={t`Today’s bookings`}>
            <div className={classes.filters}>
              <Choices label={t`Who is shown`}>
                <Choice name={t`All`} chosen={!stage} onChoose={() => choose({ stage: null })} />
                {stages.map(([value, name]) => (
                  <Choice
                    key={value}
                    name={name}
                    chosen={stage === value}
                    onChoose={() => choose({ stage: stage === value ? null : value })}
                  />
                ))}
              </Choices>
              <Select
                label={t`With`}
                placeholder={t`Everybody`}
                clearable
                clearButtonProps={{ 'aria-label': t`With everybody` }}
                data={people.map(({ id, name }) => ({ value: id, label: name }))}
                value={known ?? null}
                onChange={(next) => choose({ person: next })}
                className={classes.person}
              />
            </div>
            {late && !all && <Skeleton h={220} radius="md" />}
            {all && rows.length === 0 && (
              <div className={classes.nobody}>
                <Message
                  icon={<IconSunglasses size={40} stroke={1.4} aria-hidden />}
                  title={all.length === 0 ? t`Nobody is booked today` : t`Nobody to show`}
                  actions={
                    all.length > 0 && (
                      <Button variant="default" onClick={() => choose({ stage: null, person: null })}>
                        {t`Show all`}
                      </Button>
                    )
                  }
                >
                  {all.length === 0
                    ? t`Whoever is booked for today is listed here in the order of their times.`
                    : t`Of today’s bookings none is like this.`}
                </Message>
              </div>
            )}
            {rows.length > 0 && (
              <ol className={classes.rows} aria-label={t`Today’s bookings`} onKeyDown={onKeyDown}>
                {rows.map((row) => (
                  <ArrivalRow key={row.booking.id} row={row} now={now} />
                ))}
              </ol>
            )}
          </section>
          <aside className={classes.aside}>
            <section aria-labelledby="walk-ins" className={classes.panel}>
              <h2 id="walk-ins">{t`Walk-ins`}</h2>
              {adding && (
                <WalkInForm
                  onClose={(id) => {
                    setAdded(id);
                    setAdding(false);
                  }}
                />
              )}
              {walkIns.length === 0 && !adding && (
                <p className={classes.quiet}>
                  {t`Nobody waits without a booking. Whoever just comes by is noted here and booked with a click.`}
                </p>
              )}
              {walkIns.length > 0 && (
                <ol className={classes.queue} aria-label={t`Walk-ins`}>
                  {walkIns.map((walkIn) => (
                    <WalkInRow
                      key={walkIn.entry.id}
                      walkIn={walkIn}
                      people={people}
                      now={now}
                      isNew={walkIn.entry.id === added}
                    />
                  ))}
                </ol>
              )}
            </section>
            <NextFreeList rows={free} now={now} />
          </aside>
        </div>
      </div>
    </div>
  );
}
