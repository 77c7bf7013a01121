import { type RefObject, useEffect, useRef } from 'react';
import { autoScroll } from './auto-scroll.ts';
import { moveTo, resizeTo, stretchTo, type Target } from './drag.ts';
import { instantAt } from './geometry.ts';
import type { CardModel } from './model.ts';
import { inlineOffset, type Point, type Track, trackAt } from './tracks.ts';

interface PointerDragOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The columns in the order of reading. */
  readonly tracks: readonly Track[];
  readonly cardOf: (key: string) => CardModel | undefined;
  readonly onLift: (card: CardModel, mode: 'move' | 'resize') => void;
  readonly onMove: (target: Target) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
  /** A stretch of free time is being marked. */
  readonly onMark: (target: Target) => void;
  readonly onMarked: () => void;
  readonly onUnmark: () => void;
}

/** What the pointer went down on: a card, its edge, or free time from which a stretch is marked. */
type Grip =
  | { readonly kind: 'move'; readonly card: CardModel /** Pixels below its top. */; readonly grab: number }
  | { readonly kind: 'resize'; readonly card: CardModel; readonly track: Track }
  | { readonly kind: 'mark'; readonly track: Track /** Milliseconds. */; readonly from: number };

interface Press {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly grip: Grip;
  /** A finger that rests picks up or marks; one that moves at once scrolls. */
  armed: boolean;
  dragging: boolean;
}

const threshold = 4;
const restMs = 300;

/** Dragging with mouse, pen or finger. Answers whether the click that follows belongs to a drag. */
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
      const { tracks, onMove, onMark } = latest.current;
      const point = pointIn(root, x, y);
      if (!point) return;
      const { grip } = press;
      switch (grip.kind) {
        case 'move':
          return onMove(moveTo(tracks, grip.card, grip.grab, point));
        case 'resize':
          return onMove(resizeTo(grip.track.axis, grip.card, point.y));
        case 'mark': {
          const { axis, resource } = grip.track;
          return onMark({
            resource_id: resource.id,
            ...stretchTo(axis, grip.from, instantAt(axis, point.y)),
          });
        }
      }
    };

    const end = (drop: boolean) => {
      clearTimeout(rest);
      scrolling.stop();
      const ended = press;
      press = undefined;
      if (!ended?.dragging) return;
      if (root.hasPointerCapture(ended.pointer)) root.releasePointerCapture(ended.pointer);
      swallow.current = true;
      const { onDrop, onCancel, onMarked, onUnmark } = latest.current;
      if (ended.grip.kind === 'mark') return drop ? onMarked() : onUnmark();
      if (drop) onDrop();
      else onCancel();
    };

    /** The click that belongs to a drag comes when the pointer is let go, also after the drag was given up. */
    const released = () => {
      setTimeout(() => {
        swallow.current = false;
      });
    };

    const down = (event: PointerEvent) => {
      if (event.button !== 0 || press || !(event.target instanceof Element)) return;
      const { clientX: x, clientY: y, pointerId: pointer } = event;
      const grip = gripOf(root, latest.current, event.target, x, y);
      if (!grip) return;
      const touch = event.pointerType === 'touch';
      press = { pointer, x, y, grip, armed: !touch, dragging: false };
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
      if (lifted.grip.kind !== 'mark') latest.current.onLift(lifted.grip.card, lifted.grip.kind);
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
    /** What was picked up must not scroll the board. */
    const touchMove = (event: TouchEvent) => press?.dragging && event.preventDefault();
    /** A finger that rests must not open the browser's menu over what it picked up. */
    const menu = (event: Event) => press && event.preventDefault();

    root.addEventListener('pointerdown', down);
    root.addEventListener('pointermove', move);
    root.addEventListener('pointerup', up);
    root.addEventListener('pointercancel', cancel);
    root.addEventListener('touchmove', touchMove, { passive: false });
    root.addEventListener('contextmenu', menu);
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
      root.removeEventListener('contextmenu', menu);
      window.removeEventListener('keydown', key, true);
      window.removeEventListener('pointerup', released);
      window.removeEventListener('pointercancel', released);
    };
  }, [scroller]);

  return () => swallow.current;
}

function gripOf(
  root: HTMLElement,
  { tracks, cardOf }: PointerDragOptions,
  on: Element,
  x: number,
  y: number,
): Grip | undefined {
  const element = on.closest<HTMLElement>('[data-card]');
  if (element) {
    const card = cardOf(element.dataset.card ?? '');
    const track = tracks.find((each) => each.key === card?.column);
    if (!card?.movable || !track) return undefined;
    const { top, bottom } = element.getBoundingClientRect();
    // The stylesheet draws the edge, and knows how thick it is under a finger.
    const edge = Number.parseFloat(getComputedStyle(element, '::after').height);
    if (y > bottom - edge) return { kind: 'resize', card, track };
    return { kind: 'move', card, grab: y - top };
  }
  if (!on.closest('[data-column]') || on.closest('[data-block]')) return undefined;
  const point = pointIn(root, x, y);
  const track = point && trackAt(tracks, point);
  return track && { kind: 'mark', track, from: instantAt(track.axis, point.y) };
}

/** A point of the window as one of the columns. */
export function pointIn(root: HTMLElement | null, clientX: number, clientY: number): Point | undefined {
  const columns = root?.querySelector('[role="grid"]')?.getBoundingClientRect();
  const body = root?.querySelector('[data-column]')?.getBoundingClientRect();
  if (!columns || !body) return undefined;
  const rtl = document.documentElement.dir === 'rtl';
  return { x: inlineOffset(columns, clientX, rtl), y: clientY - body.top, width: columns.width };
}
