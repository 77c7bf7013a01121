import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { later, onceShown } from '../ui/later.tsx';
import { addressOf, type Shown } from './address.ts';
import { Board } from './Board.tsx';
import { BoardBar } from './BoardBar.tsx';
import { BoardEmpty } from './BoardEmpty.tsx';
import classes from './board.module.css';
import { stepDate } from './dates.ts';
import { useAhead } from './useAhead.ts';
import { useStaff } from './useDay.ts';
import { isClass, useShown } from './useShown.ts';
import { type BoardSpan, useBoardView } from './view.ts';

const BookingDrawer = later(
  async () => (await import('../booking/BookingDrawer.tsx')).BookingDrawer,
  undefined,
  onceShown,
);
const ClassDrawer = later(async () => (await import('../classes/ClassDrawer.tsx')).ClassDrawer);
const MonthBoard = later(async () => (await import('./MonthBoard.tsx')).MonthBoard);

const nobody = { resources: [], services: [] };

/** The board of a day, a week or a month, with a booking's drawer beside it where the address names one. */
export function BoardPage() {
  const { format } = usePractice();
  const clock = useClock();
  const navigate = useNavigate();
  const location = useLocation();
  const { id } = useParams();
  const [view, setView] = useBoardView();
  const { shown, go } = useShown(view);
  const staff = useStaff();
  const { resources, services } = staff.data ?? nobody;

  const { span, date } = shown;
  const open = useMemo(
    () => resources.filter((each) => !view.hidden.includes(each.id) && (view.rooms || isPerson(each))),
    [resources, view.hidden, view.rooms],
  );
  const named = (wanted: string | undefined) => resources.find((each) => each.id === wanted);
  const person = named(shown.resource) ?? (span === 'week' ? (named(view.resource) ?? open[0]) : undefined);

  const onShow = (change: Partial<Shown>) => {
    const next = { ...shown, resource: person?.id, ...change };
    if (next.span !== view.span || (next.resource && next.resource !== view.resource))
      setView({ span: next.span, ...(next.resource && { resource: next.resource }) });
    go(next);
  };
  const onDate = useCallback((next: string) => go({ date: next }), [go]);
  const ahead = useAhead(date);
  const onStep = useCallback(
    (by: number) => {
      const next = stepDate(span, ahead.latest(), by);
      ahead.ask(next);
      go({ date: next });
    },
    [go, span, ahead],
  );
  const onSpan = (next: BoardSpan) => {
    const whose = person ?? named(view.resource) ?? open[0];
    onShow({ span: next, resource: next === 'week' ? whose?.id : undefined });
  };

  const onOpen = useCallback(
    (booking: string) =>
      navigate(isClass(booking) ? `/class/${booking}` : `/booking/${booking}`, {
        state: { fromBoard: true },
        replace: /^\/(booking|class)\//.test(location.pathname),
      }),
    [navigate, location.pathname],
  );
  const fromBoard = isFromBoard(location.state);
  const onCloseDrawer = useCallback(
    () => (fromBoard ? navigate(-1) : navigate(addressOf(shown))),
    [fromBoard, navigate, shown],
  );

  useShortcut('boardToday', () => ruling(() => go({ date: localDate(format.zone, clock()) })));
  useShortcut('boardDay', () => ruling(() => onSpan('day')));
  useShortcut('boardWeek', () => ruling(() => onSpan('week')));
  useShortcut('boardMonth', () => ruling(() => onSpan('month')));

  return (
    <div className={classes.page}>
      <BoardBar
        shown={shown}
        person={person}
        resources={resources}
        services={services}
        view={view}
        onShow={onShow}
        onSpan={onSpan}
        onView={setView}
      />
      {staff.data && (resources.length === 0 || services.length === 0) ? (
        <BoardEmpty resources={resources.length} services={services.length} />
      ) : span === 'month' ? (
        <MonthBoard
          date={date}
          resources={person ? [person] : open}
          view={view}
          onView={setView}
          onDate={onDate}
          onDay={(day) => onShow({ span: 'day', date: day })}
        />
      ) : (
        <Board
          loading={!staff.data}
          span={span}
          date={date}
          open={span === 'week' ? (person ? [person] : []) : open}
          resources={resources}
          services={services}
          view={view}
          openId={id}
          onView={setView}
          onOpen={onOpen}
          onCloseDrawer={onCloseDrawer}
          onDate={onDate}
          onStep={onStep}
          onShow={onShow}
        />
      )}
      {id && isClass(id) && <ClassDrawer key={id} id={id} onClose={onCloseDrawer} />}
      {id && !isClass(id) && <BookingDrawer id={id} onClose={onCloseDrawer} />}
    </div>
  );
}

/** Does what a key asks of the board, unless what lies over it has the keys. */
function ruling(act: () => void): void {
  if (!document.activeElement?.closest('[role="dialog"]')) act();
}

function isPerson({ kind }: { readonly kind: string }): boolean {
  return kind === 'practitioner';
}

/** Whether the drawer was opened from the board, so that closing it goes back there. */
function isFromBoard(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'fromBoard' in state;
}
