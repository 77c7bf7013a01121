import { type RefObject, useEffect, useRef } from 'react';
import { autoScroll } from './auto-scroll.ts';
import { moveTo, type Point, resizeTo, type Target } from './drag.ts';
import type { Axis } from './geometry.ts';
import type { CardModel } from './model.ts';

interface PointerDragOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly axis: Axis;
  /** Ids of the columns from left to right. */
  readonly columns: readonly string[];
  readonly cardOf: (key: string) => CardModel | undefined;
  readonly onLift: (card: CardModel, mode: 'move' | 'resize') => void;
  readonly onMove: (target: Target) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
}

interface Press {
  readonly pointer: number;
  readonly touch: boolean;
  readonly x: number;
  readonly y: number;
  readonly card: CardModel;
  readonly mode: 'move' | 'resize';
  /** Pixels below the card's top. */
  readonly grab: number;
  /** A finger that rests on a card picks it up; one that moves at once scrolls. */
  armed: boolean;
  dragging: boolean;
}

const threshold = 4;
const restMs = 300;

/** Dragging cards with mouse, pen or finger. Answers whether the click that follows belongs to a drag. */
export function usePointerDrag(options: PointerDragOptions): () => boolean {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const swallow = useRef(false);
  const { scroller } = options;

  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    let press: Press | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const scrolling = autoScroll(root, (x, y) => follow(x, y));

    const follow = (x: number, y: number) => {
      if (!press?.dragging) return;
      const { axis, columns, onMove } = latest.current;
      const point = pointIn(root, x, y);
      if (!point) return;
      const target =
        press.mode === 'move'
          ? moveTo(axis, columns, press.card, press.grab, point)
          : resizeTo(axis, press.card, point.y);
      onMove(target);
    };

    const end = (drop: boolean) => {
      clearTimeout(rest);
      scrolling.stop();
      const ended = press;
      press = undefined;
      if (!ended?.dragging) return;
      if (root.hasPointerCapture(ended.pointer)) root.releasePointerCapture(ended.pointer);
      swallow.current = true;
      if (drop) latest.current.onDrop();
      else latest.current.onCancel();
    };

    /** The click that belongs to a drag comes when the pointer is let go, also after the drag was given up. */
    const released = () => {
      setTimeout(() => {
        swallow.current = false;
      });
    };

    const down = (event: PointerEvent) => {
      if (event.button !== 0 || press || !(event.target instanceof Element)) return;
      const element = event.target.closest<HTMLElement>('[data-card]');
      const card = latest.current.cardOf(element?.dataset.card ?? '');
      if (!element || !card?.movable) return;
      const touch = event.pointerType === 'touch';
      const { clientX: x, clientY: y, pointerId: pointer } = event;
      const mode = event.target.closest('[data-edge]') ? 'resize' : 'move';
      const grab = y - element.getBoundingClientRect().top;
      press = { pointer, touch, x, y, card, mode, grab, armed: !touch, dragging: false };
      if (!touch) return;
      rest = setTimeout(() => {
        if (!press) return;
        press.armed = true;
        lift(press, x, y);
      }, restMs);
    };

    const lift = (lifted: Press, x: number, y: number) => {
      lifted.dragging = true;
      root.setPointerCapture(lifted.pointer);
      latest.current.onLift(lifted.card, lifted.mode);
      scrolling.start(x, y);
      follow(x, y);
    };

    const move = (event: PointerEvent) => {
      if (event.pointerId !== press?.pointer) return;
      const { clientX: x, clientY: y } = event;
      if (press.dragging) {
        scrolling.at(x, y);
        return follow(x, y);
      }
      if (Math.hypot(x - press.x, y - press.y) < threshold) return;
      if (press.armed) lift(press, x, y);
      else end(false);
    };

    const up = (event: PointerEvent) => {
      if (event.pointerId === press?.pointer) end(true);
    };
    const cancel = (event: PointerEvent) => {
      if (event.pointerId === press?.pointer) end(false);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !press?.dragging) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    /** A picked-up card must not scroll the board. */
    const touchMove = (event: TouchEvent) => press?.dragging && event.preventDefault();

    root.addEventListener('pointerdown', down);
    root.addEventListener('pointermove', move);
    root.addEventListener('pointerup', up);
    root.addEventListener('pointercancel', cancel);
    root.addEventListener('touchmove', touchMove, { passive: false });
    window.addEventListener('keydown', key, true);
    window.addEventListener('pointerup', released);
    window.addEventListener('pointercancel', released);
    return () => {
      end(false);
      root.removeEventListener('pointerdown', down);
      root.removeEventListener('pointermove', move);
      root.removeEventListener('pointerup', up);
      root.removeEventListener('pointercancel', cancel);
      root.removeEventListener('touchmove', touchMove);
      window.removeEventListener('keydown', key, true);
      window.removeEventListener('pointerup', released);
      window.removeEventListener('pointercancel', released);
    };
  }, [scroller]);

  return () => swallow.current;
}

/** A point of the window as one of the columns. */
export function pointIn(root: HTMLElement | null, clientX: number, clientY: number): Point | undefined {
  const columns = root?.querySelector('[role="grid"]')?.getBoundingClientRect();
  const body = root?.querySelector('[data-column]')?.getBoundingClientRect();
  if (!columns || !body) return undefined;
  return { x: clientX - columns.left, y: clientY - body.top, width: columns.width };
}
