import { t } from '@lingui/core/macro';
import { useDirection } from '@mantine/core';
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useStore } from '../ui/store.ts';
import { gridRole } from './aria.ts';
import { BesideMark, type Making } from './BesideMark.tsx';
import classes from './board.module.css';
import { Column } from './Column.tsx';
import type { Target } from './drag.ts';
import { Ghost, MarkGhost } from './Ghost.tsx';
import { type Axis, instantAt, rulerOf } from './geometry.ts';
import { HoverHint } from './HoverHint.tsx';
import { MarkShapes } from './marks.tsx';
import type { BlockModel, CardModel, ColumnModel } from './model.ts';
import { NowLine } from './NowLine.tsx';
import { useReturn, useStopFocus } from './stop-focus.ts';
import { type Cursor, clickedStart, resolveCursor, stopOn } from './stops.ts';
import { HourLines, TimeAxis } from './TimeAxis.tsx';
import { trackIndex } from './tracks.ts';
import { useBoardKeys } from './useBoardKeys.ts';
import { type Drop, useDragging, useMarking } from './useDragging.ts';
import { pointIn, usePointerDrag } from './usePointerDrag.ts';
import { useScroll, useWide } from './useScroll.ts';

interface GridProps {
  /** Accessible name: what time, and in a week whose. */
  readonly label: string;
  readonly axes: readonly Axis[];
  readonly columns: readonly ColumnModel[];
  readonly openId: string | undefined;
  readonly making: Making | undefined;
  readonly onOpen: (id: string) => void;
  readonly onGap: (gap: { resource_id: string; start: number }) => void;
  /** Leaves what is being made. */
  readonly onLeave: () => void;
  readonly onDrop: Drop;
  /** A stretch of free time was marked. */
  readonly onMarked: (target: Target) => void;
  readonly onBlock: (block: BlockModel, column: ColumnModel) => void;
  /** Earlier or later: -1 or 1. */
  readonly onStep: (by: number) => void;
  /** The day, or the week, of a column. */
  readonly onSpan: (span: 'day' | 'week', column: ColumnModel) => void;
}

/** The board's grid: a column per resource or per day, time downwards; by mouse, finger and keyboard. */
export function Grid(props: GridProps) {
  const { label, axes, columns, openId, making, onOpen, onGap, onLeave, onDrop } = props;
  const { onMarked, onBlock, onStep, onSpan } = props;
  const { format } = usePractice();
  const clock = useClock();
  const rtl = useDirection().dir === 'rtl';
  const scroller = useRef<HTMLDivElement>(null);
  const [wished, setWished] = useState<Cursor>();
  const cursor = useMemo(() => resolveCursor(columns, wished, clock()), [columns, wished, clock]);
  const cards = useMemo(
    () => new Map(columns.flatMap((column) => column.cards).map((card) => [card.key, card])),
    [columns],
  );
  const cardOf = useCallback((key: string) => cards.get(key), [cards]);
  const ruler = rulerOf(axes);

  const { store, words, lift, move, letGo, cancel } = useDragging(columns, onDrop);
  const marking = useMarking(onMarked);
  const lifted = useStore(store, (drag) => drag?.card.key);
  const swallowed = usePointerDrag({
    scroller,
    tracks: columns,
    cardOf,
    onLift: (card, mode) => lift(card, mode, 'pointer'),
    onMove: move,
    onDrop: () => void letGo(),
    onCancel: cancel,
    onMark: (target) => marking.mark(target, 'pointer'),
    onMarked: marking.done,
    onUnmark: marking.unmark,
  });

  const goTo = useStopFocus(scroller, setWished);
  const keys = useMemo(
    () => ({
      columns,
      cursor,
      rtl,
      drag: store.get,
      mark: marking.store.get,
      cardOf,
      onCursor: goTo,
      onOpen: ({ card: key, column: at, at: start }: Cursor) => {
        const card = cardOf(key ?? '');
        const column = columns.find((each) => each.key === at);
        if (card) onOpen(card.id);
        else if (column) onGap({ resource_id: column.resource.id, start });
      },
      onLift: (card: CardModel, mode: 'move' | 'resize') => lift(card, mode, 'keyboard'),
      onMove: move,
      onDrop: () => {
        const drag = store.get();
        if (!drag) return;
        const column = columns[trackIndex(columns, drag.target)]?.key ?? drag.card.column;
        const dropped = { column, at: drag.target.start, card: `${drag.card.id} ${column}` };
        goTo(dropped);
        // A dialog may have asked meanwhile, and taken the focus.
        void letGo().then(() => goTo({ ...dropped }));
      },
      onCancel: cancel,
      onMark: (target: Target) => marking.mark(target, 'keyboard'),
      onMarked: marking.done,
      onUnmark: marking.unmark,
      onBlock: ({ column: key, at }: Cursor) => {
        const column = columns.find((each) => each.key === key);
        const block = column?.blocks.find(({ start, end }) => start <= at && at < end);
        if (column && block) onBlock(block, column);
        return block !== undefined;
      },
      onStep,
      onSpan,
    }),
    [
      columns,
      cursor,
      rtl,
      store,
      cardOf,
      goTo,
      onOpen,
      onGap,
      lift,
      move,
      letGo,
      cancel,
      marking,
      onBlock,
      onStep,
      onSpan,
    ],
  );
  const onKeyDown = useBoardKeys(keys);
  const makingAt = making && columns[trackIndex(columns, making)]?.key;
  const makingStart = making?.start;
  useEffect(() => {
    if (makingAt !== undefined && makingStart !== undefined) setWished({ column: makingAt, at: makingStart });
  }, [makingAt, makingStart]);
  useReturn(openId ?? (making && 'making'), cursor, goTo);
  const now = clock();
  useScroll(scroller, ruler, columns, now);
  const { ref: width, wide } = useWide(columns.length);

  const handlers = {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      // React hands on what happens in the form of what is made, which is in a portal.
      if (event.target instanceof Node && event.currentTarget.contains(event.target)) onKeyDown(event);
    },
    onFocus(event: FocusEvent<HTMLElement>) {
      const card = cards.get(event.target.dataset.card ?? '');
      if (card && card.key !== cursor?.card) setWished(stopOn(card));
    },
    onClick(event: MouseEvent<HTMLElement>) {
      if (swallowed() || !(event.target instanceof Element)) return;
      const found = (name: string, field: string) =>
        event.target instanceof Element
          ? event.target.closest<HTMLElement>(`[data-${name}]`)?.dataset[field]
          : undefined;
      const card = cards.get(found('card', 'card') ?? '');
      if (card) return onOpen(card.id);
      const head = columns.find((each) => each.key === found('head', 'head'));
      if (head) return onSpan(head.day ? 'day' : 'week', head);
      const column = columns.find((each) => each.key === found('column', 'column'));
      const block = column?.blocks.find((each) => each.id === found('block', 'block'));
      if (column && block) return onBlock(block, column);
      const point = pointIn(scroller.current, event.clientX, event.clientY);
      if (!column || !point) return;
      const start = clickedStart(column, instantAt(column.axis, point.y));
      onGap({ resource_id: column.resource.id, start });
    },
  };

  return (
    <div ref={scroller} className={classes.scroller} data-dragging={lifted !== undefined || undefined}>
      <MarkShapes />
      <TimeAxis axis={ruler} tracks={columns} />
      <div
        {...gridRole(label, columns.length)}
        ref={width}
        className={classes.columns}
        style={{ '--column-count': columns.length }}
        {...handlers}
      >
        {columns.map((column, index) => {
          const here = cursor?.column === column.key ? cursor : undefined;
          const where = column.day ? format.day(column.axis.start) : column.resource.name;
          const time = format.time(here?.at ?? column.axis.start);
          return (
            <Column
              key={column.key}
              column={column}
              ruled={column.axis.end - column.axis.start === ruler.end - ruler.start}
              wide={wide}
              today={column.day === true && now >= column.axis.start && now < column.axis.end}
              index={index}
              currentCard={here?.card}
              currentAt={here?.at}
              currentLabel={here && !here.card ? t`${time} ${where}, free` : undefined}
              liftedCard={lifted && column.cards.some((card) => card.key === lifted) ? lifted : undefined}
              openId={openId && column.cards.some((card) => card.id === openId) ? openId : undefined}
            />
          );
        })}
        <HourLines axis={ruler} />
        <NowLine tracks={columns} />
        <HoverHint scroller={scroller} columns={columns} />
        <Ghost store={store} tracks={columns} words={words} />
        <MarkGhost store={marking.store} tracks={columns} />
        {making && <BesideMark tracks={columns} making={making} onLeave={onLeave} />}
      </div>
    </div>
  );
}
