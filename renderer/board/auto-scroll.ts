/** Pixels from an edge at which scrolling begins, and the most it scrolls in a frame. */
const margin = 44;
const fastest = 14;

interface AutoScroll {
  start(x: number, y: number): void;
  /** Where the pointer is, in pixels of the window. */
  at(x: number, y: number): void;
  stop(): void;
}

/** Scrolls an element while a dragged thing is near its edges; `onScroll` gets the pointer's place after each step. */
export function autoScroll(element: HTMLElement, onScroll: (x: number, y: number) => void): AutoScroll {
  let frame = 0;
  let pointer = { x: 0, y: 0 };
  const step = () => {
    const box = element.getBoundingClientRect();
    const dx = pull(pointer.x, box.left, box.right);
    const dy = pull(pointer.y, box.top, box.bottom);
    if (dx !== 0 || dy !== 0) {
      const { scrollLeft, scrollTop } = element;
      element.scrollBy(dx, dy);
      if (element.scrollLeft !== scrollLeft || element.scrollTop !== scrollTop)
        onScroll(pointer.x, pointer.y);
    }
    frame = requestAnimationFrame(step);
  };
  return {
    start(x, y) {
      pointer = { x, y };
      frame = requestAnimationFrame(step);
    },
    at(x, y) {
      pointer = { x, y };
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

function pull(at: number, low: number, high: number): number {
  if (at < low + margin) return -Math.min(1, (low + margin - at) / margin) * fastest;
  if (at > high - margin) return Math.min(1, (at - high + margin) / margin) * fastest;
  return 0;
}
