import { Popover } from '@mantine/core';
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import type { Draft } from '../booking/QuickBooking.tsx';
import { useStore } from '../ui/store.ts';
import { gridRole } from './aria.ts';
import classes from './board.module.css';
import { Column } from './Column.tsx';
import { DraftMark } from './DraftMark.tsx';
import { Ghost } from './Ghost.tsx';
import { type Axis, instantAt } from './geometry.ts';
import { HoverHint } from './HoverHint.tsx';
import { MarkShapes } from './marks.tsx';
import type { ColumnModel } from './model.ts';
import { NowLine } from './NowLine.tsx';
import { useReturn, useStopFocus } from './stop-focus.ts';
import { type Cursor, clickedStart, resolveCursor, stopOn } from './stops.ts';
import { HourLines, TimeAxis } from './TimeAxis.tsx';
import { useBoardKeys } from './useBoardKeys.ts';
import { type Drop, useDragging } from './useDragging.ts';
import { pointIn, usePointerDrag } from './usePointerDrag.ts';
import { useNarrow, useScroll } from './useScroll.ts';

interface GridProps {
  /** Accessible name: the date. */
  readonly label: string;
  readonly axis: Axis;
  readonly columns: readonly ColumnModel[];
  readonly openId: string | undefined;
  readonly draft: Draft | undefined;
  /** The form beside the draft. */
  readonly draftForm: ReactNode;
  readonly onOpen: (id: string) => void;
  readonly onGap: (gap: { resource_id: string; start: number }) => void;
  readonly onCloseDraft: () => void;
  readonly onDrop: Drop;
  readonly onDay: (by: number) => void;
}

/** The day's grid: a column per resource, time downwards; by mouse, finger and keyboard. */
export function Grid(props: GridProps) {
  const { label, axis, columns, openId, draft, draftForm, onOpen, onGap, onCloseDraft, onDrop, onDay } =
    props;
  const { format } = usePractice();
  const clock = useClock();
  const scroller = useRef<HTMLDivElement>(null);
  const [wished, setWished] = useState<Cursor>();
  const cursor = useMemo(() => resolveCursor(axis, columns, wished, clock()), [axis, columns, wished, clock]);
  const ids = useMemo(() => columns.map((column) => column.resource.id), [columns]);
  const cards = useMemo(
    () => new Map(columns.flatMap((column) => column.cards).map((card) => [card.key, card])),
    [columns],
  );
  const cardOf = useCallback((key: string) => cards.get(key), [cards]);

  const { store, words, lift, move, letGo, cancel } = useDragging(axis, columns, onDrop);
  const lifted = useStore(store, (drag) => drag?.card.key);
  const swallowed = usePointerDrag({
    scroller,
    axis,
    columns: ids,
    cardOf,
    onLift: (card, mode) => lift(card, mode, 'pointer'),
    onMove: move,
    onDrop: () => void letGo(),
    onCancel: cancel,
  });

  const goTo = useStopFocus(scroller, setWished);
  const keys = useMemo(
    () => ({
      axis,
      columns,
      cursor,
      drag: store.get,
      cardOf,
      onCursor: goTo,
      onOpen: (at: Cursor) => {
        const card = cardOf(at.card ?? '');
        if (card) onOpen(card.id);
        else onGap({ resource_id: at.resource_id, start: at.at });
      },
      onLift: (card: Parameters<typeof lift>[0], mode: 'move' | 'resize') => lift(card, mode, 'keyboard'),
      onMove: move,
      onDrop: () => {
        const drag = store.get();
        if (!drag) return;
        const { resource_id, start } = drag.target;
        const dropped = { resource_id, at: start, card: `${drag.card.id} ${resource_id}` };
        goTo(dropped);
        // A dialog may have asked meanwhile, and taken the focus.
        void letGo().then(() => goTo({ ...dropped }));
      },
      onCancel: cancel,
      onDay,
    }),
    [axis, columns, cursor, store, cardOf, goTo, onOpen, onGap, lift, move, letGo, cancel, onDay],
  );
  const onKeyDown = useBoardKeys(keys);
  const draftColumn = draft?.column;
  const draftStart = draft?.start;
  useEffect(() => {
    if (draftColumn !== undefined && draftStart !== undefined)
      setWished({ resource_id: draftColumn, at: draftStart });
  }, [draftColumn, draftStart]);
  useReturn(openId ?? (draft && 'draft'), cursor, goTo);
  useScroll(scroller, axis, columns, clock());
  const { ref: width, narrow } = useNarrow(columns.length);

  const handlers = {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      // React hands on what happens in the draft's form, which is in a portal.
      if (event.target instanceof Node && event.currentTarget.contains(event.target)) onKeyDown(event);
    },
    onFocus(event: FocusEvent<HTMLElement>) {
      const card = cards.get(event.target.dataset.card ?? '');
      if (card && card.key !== cursor?.card) setWished(stopOn(card));
    },
    onClick(event: MouseEvent<HTMLElement>) {
      if (swallowed() || !(event.target instanceof Element)) return;
      const card = cards.get(event.target.closest<HTMLElement>('[data-card]')?.dataset.card ?? '');
      if (card) return onOpen(card.id);
      const body = event.target.closest<HTMLElement>('[data-column]');
      const column = columns.find((each) => each.resource.id === body?.dataset.column);
      const point = pointIn(scroller.current, event.clientX, event.clientY);
      if (!column || !point) return;
      const start = clickedStart(axis, column, instantAt(axis, point.y));
      onGap({ resource_id: column.resource.id, start });
    },
  };

  return (
    <div ref={scroller} className={classes.scroller} data-dragging={lifted !== undefined || undefined}>
      <MarkShapes />
      <TimeAxis axis={axis} />
      <div
        {...gridRole(label, columns.length)}
        ref={width}
        data-narrow={narrow || undefined}
        className={classes.columns}
        style={{ '--column-count': columns.length }}
        {...handlers}
      >
        {columns.map((column, index) => {
          const here = cursor?.resource_id === column.resource.id ? cursor : undefined;
          return (
            <Column
              key={column.resource.id}
              column={column}
              axis={axis}
              index={index}
              currentCard={here?.card}
              currentAt={here?.at}
              currentLabel={
                here && !here.card ? `${format.time(here.at)} ${column.resource.name}, free` : undefined
              }
              liftedCard={lifted && column.cards.some((card) => card.key === lifted) ? lifted : undefined}
              openId={openId && column.cards.some((card) => card.id === openId) ? openId : undefined}
            />
          );
        })}
        <HourLines axis={axis} />
        <NowLine axis={axis} />
        <HoverHint scroller={scroller} axis={axis} columns={columns} />
        <Ghost store={store} axis={axis} columns={ids} words={words} />
        {draft && (
          <Popover
            opened
            position="right-start"
            width={400}
            offset={10}
            trapFocus
            returnFocus
            closeOnClickOutside={false}
            hideDetached={false}
            // The draft may change its column while the form is open; the form must not leave the window with it.
            preventPositionChangeWhenVisible={false}
            onDismiss={onCloseDraft}
            shadow="lg"
            withArrow
          >
            <Popover.Target>
              <DraftMark axis={axis} columns={ids} draft={draft} />
            </Popover.Target>
            <Popover.Dropdown p="md">{draftForm}</Popover.Dropdown>
          </Popover>
        )}
      </div>
    </div>
  );
}
