import { Center, Loader } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { addDays } from '../../shared/time/calendar.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useBooker } from '../booking/Booker.tsx';
import { BookingDrawer } from '../booking/BookingDrawer.tsx';
import { moveAttempt } from '../booking/move.ts';
import { type Draft, QuickBooking } from '../booking/QuickBooking.tsx';
import { classMove } from '../classes/class-move.ts';
import { useDesk, useLive } from '../data/index.ts';
import { useLate } from '../ui/useLate.ts';
import { BoardBar } from './BoardBar.tsx';
import { BoardEmpty } from './BoardEmpty.tsx';
import classes from './board.module.css';
import { dropArgs } from './drag.ts';
import { Grid } from './Grid.tsx';
import { axisOf } from './geometry.ts';
import { useDay, useStaff } from './useDay.ts';
import type { Drop } from './useDragging.ts';
import { scaleOf, useBoardView } from './view.ts';

const defaultMinutes = 30;

const ClassDrawer = lazy(async () => ({ default: (await import('../classes/ClassDrawer.tsx')).ClassDrawer }));

const nobody = { resources: [], services: [] };

/** The day board, with a booking's drawer beside it where the address names one. */
export function BoardPage() {
  const { format } = usePractice();
  const desk = useDesk();
  const clock = useClock();
  const navigate = useNavigate();
  const location = useLocation();
  const { book } = useBooker();
  const { id } = useParams();
  const date = useShownDate();
  const [view, setView] = useBoardView();
  const [draft, setDraft] = useState<Draft>();

  const scale = scaleOf(view);
  const wanted = useMemo(() => axisOf(format.zone, date, scale), [format.zone, date, scale]);
  const staff = useStaff();
  const { resources, services } = staff.data ?? nobody;
  const { axis, columns } = useDay(wanted, resources, services, view, draft?.hold);
  const late = useLate(staff.loading);

  const goTo = useCallback((next: string) => navigate(`/board/${next}`), [navigate]);
  const onDay = useCallback((by: number) => goTo(addDays(date, by)), [goTo, date]);
  const onOpen = useCallback(
    (booking: string) => {
      setDraft(undefined);
      navigate(isClass(booking) ? `/class/${booking}` : `/booking/${booking}`, {
        state: { fromBoard: true },
        replace: /^\/(booking|class)\//.test(location.pathname),
      });
    },
    [navigate, location.pathname],
  );
  const fromBoard = isFromBoard(location.state);
  const onCloseDrawer = useCallback(
    () => (fromBoard ? navigate(-1) : goTo(date)),
    [fromBoard, navigate, goTo, date],
  );

  const onGap = useCallback(
    ({ resource_id, start }: { resource_id: string; start: number }) => {
      setDraft((before) => {
        const end = start + (before ? before.end - before.start : defaultMinutes * 60_000);
        return { column: resource_id, resource_id, start, end };
      });
      if (id) onCloseDrawer();
    },
    [id, onCloseDrawer],
  );

  const onDraft = useCallback(
    (next: Draft) => {
      // What a form says that was closed meanwhile does not open it again: the hub's answer to its hold may come late.
      setDraft((before) => before && next);
      const day = localDate(format.zone, next.start);
      if (day !== date) goTo(day);
    },
    [format.zone, date, goTo],
  );

  const onDrop: Drop = useCallback(
    async (card, target) => {
      const args = dropArgs(card, target);
      if (args && card.kind === 'class') {
        const session = await desk.read((query) => query.get('classes', card.id));
        const { id: _, ...move } = args;
        if (session) await book(classMove(session, card.customer, move, format));
        return;
      }
      const booking = args && (await desk.read((query) => query.get('bookings', card.id)));
      if (booking) await book(moveAttempt({ booking, name: card.customer, args, now: clock(), format }));
    },
    [desk, book, clock, format],
  );

  const label = format.longDate(localDate(format.zone, axis.start));
  return (
    <div className={classes.page}>
      <BoardBar
        date={date}
        resources={resources}
        columns={columns}
        view={view}
        onDate={goTo}
        onView={setView}
      />
      {staff.data && (resources.length === 0 || services.length === 0) ? (
        <BoardEmpty resources={resources.length} services={services.length} />
      ) : columns.length === 0 ? (
        <Center flex={1}>
          {staff.data ? 'Every column is hidden by the filter.' : late && <Loader type="dots" />}
        </Center>
      ) : (
        <Grid
          label={label}
          axis={axis}
          columns={columns}
          openId={id}
          draft={draft}
          draftForm={
            draft && (
              <QuickBooking
                draft={draft}
                resources={resources}
                services={services}
                onDraft={onDraft}
                onClose={() => setDraft(undefined)}
              />
            )
          }
          onOpen={onOpen}
          onGap={onGap}
          onCloseDraft={() => setDraft(undefined)}
          onDrop={onDrop}
          onDay={onDay}
        />
      )}
      {id && isClass(id) && (
        <Suspense>
          <ClassDrawer key={id} id={id} onClose={onCloseDrawer} />
        </Suspense>
      )}
      {id && !isClass(id) && <BookingDrawer id={id} onClose={onCloseDrawer} />}
    </div>
  );
}

function isClass(id: string): boolean {
  return id.startsWith('cls_');
}

/** Whether the drawer was opened from the board, so that closing it goes back there. */
function isFromBoard(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'fromBoard' in state;
}

/** The date in the address; beside a booking the date shown before, or else the booking's; otherwise today. */
function useShownDate(): string {
  const { date, id } = useParams();
  const { format } = usePractice();
  const clock = useClock();
  const [last, setLast] = useState<string>();
  const valid =
    date && /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : undefined;
  const { data: start } = useLive(
    ['bookings', 'classes'],
    async (query) => {
      if (!id) return undefined;
      return (await query.get(isClass(id) ? 'classes' : 'bookings', id))?.start_at;
    },
    [id],
  );
  const today = localDate(format.zone, clock());
  const shown = valid ?? last ?? (id && start ? localDate(format.zone, Date.parse(start)) : undefined);
  useEffect(() => {
    if (valid) setLast(valid);
    else if (!id) setLast(today);
  }, [valid, id, today]);
  return valid ?? (id ? (shown ?? today) : today);
}
