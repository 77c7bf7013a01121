import { Trans, useLingui } from '@lingui/react/macro';
import { Center, Loader } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useBooker } from '../booking/Booker.tsx';
import { moveAttempt } from '../booking/move.ts';
import type { Draft } from '../booking/QuickBooking.tsx';
import { classMove } from '../classes/class-move.ts';
import { useDesk } from '../data/index.ts';
import { firstScreenStands, later, onceShown } from '../ui/later.tsx';
import { useLate } from '../ui/useLate.ts';
import type { Shown } from './address.ts';
import type { Making } from './BesideMark.tsx';
import type { BlockDraft } from './BlockForm.tsx';
import { BoardFoot } from './BoardFoot.tsx';
import { weekOf } from './dates.ts';
import { dropArgs, type Target } from './drag.ts';
import { FilterHint } from './FilterHint.tsx';
import { Grid } from './Grid.tsx';
import { axisOf } from './geometry.ts';
import type { BlockModel, ColumnModel } from './model.ts';
import { OldDays } from './OldDays.tsx';
import { useBookNext } from './useBookNext.ts';
import { useDay } from './useDay.ts';
import type { Drop } from './useDragging.ts';
import { useOldest } from './useOldest.ts';
import { type BoardView, scaleOf } from './view.ts';

interface BoardProps {
  /** Who works here is still being read. */
  readonly loading: boolean;
  readonly span: 'day' | 'week';
  /** The day, or one of the week. */
  readonly date: string;
  /** Who has a column; of a week the one whose it is. */
  readonly open: readonly Resource[];
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  readonly view: BoardView;
  /** The booking or class whose drawer is open. */
  readonly openId: string | undefined;
  readonly onView: (change: Partial<BoardView>) => void;
  readonly onOpen: (id: string) => void;
  readonly onCloseDrawer: () => void;
  readonly onDate: (date: string) => void;
  readonly onStep: (by: number) => void;
  readonly onShow: (change: Partial<Shown>) => void;
}

const QuickBooking = later(
  async () => (await import('../booking/QuickBooking.tsx')).QuickBooking,
  undefined,
  onceShown,
);
const BlockForm = later(async () => (await import('./BlockForm.tsx')).BlockForm);

const defaultMinutes = 30;

/** A day of several people or rooms, or a week of one: the grid, and what is being made on it. */
export function Board(props: BoardProps) {
  const { loading, span, date, open, resources, services, view, openId } = props;
  const { onView, onOpen, onCloseDrawer, onDate, onStep, onShow } = props;
  const { t } = useLingui();
  const { format } = usePractice();
  const desk = useDesk();
  const clock = useClock();
  const { book } = useBooker();
  const [draft, setDraft] = useState<Draft>();
  const [block, setBlock] = useState<BlockDraft>();

  const scale = scaleOf(view);
  const wanted = useMemo(() => {
    const dates = span === 'week' ? weekOf(date, format.week) : [date];
    return dates.map((each) => axisOf(format.zone, each, scale));
  }, [format.zone, date, scale, span, format.week]);
  const { withoutStatuses, withoutServices, colorBy } = view;
  const look = useMemo(
    () => ({ withoutStatuses, withoutServices, colorBy }),
    [withoutStatuses, withoutServices, colorBy],
  );
  const { axes, columns } = useDay(wanted, open, services, look, draft?.hold);
  const late = useLate(loading);
  const oldest = useOldest();
  const stands = columns.length > 0;
  useEffect(() => {
    if (stands) firstScreenStands();
  }, [stands]);

  const leave = useCallback(() => {
    setDraft(undefined);
    setBlock(undefined);
  }, []);
  const openOne = useCallback(
    (id: string) => {
      leave();
      onOpen(id);
    },
    [leave, onOpen],
  );
  const onGap = useCallback(
    ({ resource_id, start }: { resource_id: string; start: number }) => {
      setBlock(undefined);
      setDraft((before) => {
        const end = start + (before ? before.end - before.start : defaultMinutes * 60_000);
        return { column: resource_id, resource_id, start, end };
      });
      if (openId) onCloseDrawer();
    },
    [openId, onCloseDrawer],
  );
  const onDraft = useCallback(
    (next: Draft) => {
      // What a form says that was closed meanwhile does not open it again: the hub's answer to its hold may come late.
      setDraft((before) => before && next);
      const isShown = wanted.some(({ start, end }) => next.start >= start && next.start < end);
      if (!isShown) onDate(localDate(format.zone, next.start));
    },
    [format.zone, wanted, onDate],
  );
  useBookNext(open, services, (next) => {
    setBlock(undefined);
    setDraft(next);
    onDraft(next);
  });
  const onMarked = useCallback(
    (target: Target) => {
      setDraft(undefined);
      setBlock(target);
      if (openId) onCloseDrawer();
    },
    [openId, onCloseDrawer],
  );
  const onBlock = useCallback((known: BlockModel, { resource, axis }: ColumnModel) => {
    const [start, end] = [Math.max(known.start, axis.start), Math.min(known.end, axis.end)];
    setDraft(undefined);
    setBlock({ resource_id: resource.id, start, end, known });
  }, []);

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
  const onSpan = useCallback(
    (next: 'day' | 'week', { resource, axis }: ColumnModel) =>
      onShow({ span: next, date: localDate(axis.zone, axis.start), resource: resource.id }),
    [onShow],
  );

  const making: Making | undefined = draft
    ? {
        kind: 'booking',
        resource_id: draft.column,
        start: draft.start,
        end: draft.end,
        form: (
          <QuickBooking
            draft={draft}
            resources={resources}
            services={services}
            onDraft={onDraft}
            onClose={leave}
          />
        ),
      }
    : block && {
        kind: 'block',
        ...block,
        form: (
          <BlockForm
            draft={block}
            resource={resources.find(({ id }) => id === block.resource_id)}
            booked={bookedIn(columns, block)}
            onBook={() => onGap(block)}
            onClose={leave}
          />
        ),
      };
  const first = format.longDate(localDate(format.zone, axes[0]?.start ?? 0));
  const whose = open[0]?.name ?? '';
  const label = axes.length === 1 ? first : t`Week of ${whose} from ${first}`;
  if (columns.length === 0)
    return (
      <>
        <FilterHint view={view} onView={onView} />
        <Center flex={1}>
          {loading ? late && <Loader type="dots" /> : <Trans>Every column is hidden by the filter.</Trans>}
        </Center>
      </>
    );
  return (
    <>
      <FilterHint view={view} columns={columns} onView={onView} />
      {localDate(format.zone, axes[0]?.start ?? 0) <= oldest && <OldDays />}
      <Grid
        label={label}
        axes={axes}
        columns={columns}
        openId={openId}
        making={making}
        onOpen={openOne}
        onGap={onGap}
        onLeave={leave}
        onDrop={onDrop}
        onMarked={onMarked}
        onBlock={onBlock}
        onStep={onStep}
        onSpan={onSpan}
      />
      <BoardFoot columns={columns} services={services} view={view} />
    </>
  );
}

/** How many bookings of a resource lie in a stretch of time. */
function bookedIn(columns: readonly ColumnModel[], { resource_id, start, end }: Target): number {
  const cards = columns.flatMap((column) => column.cards);
  return cards.filter(
    (card) => card.resource_id === resource_id && !card.freed && card.start < end && card.end > start,
  ).length;
}
