import type { KeyboardEvent } from 'react';

/** Arrow keys go from row to row of a list, to the same thing in it: its name, its first button. */
export function useRowKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const { target } = event;
    const row = target instanceof HTMLElement && target.closest('li');
    if (by === 0 || !row) return;
    const next = by > 0 ? row.nextElementSibling : row.previousElementSibling;
    const place = stopsIn(row).indexOf(target);
    const stops = next ? stopsIn(next) : [];
    const stop = stops[Math.min(place, stops.length - 1)];
    if (place < 0 || !stop) return;
    event.preventDefault();
    stop.focus();
  };
}

function stopsIn(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('a, button')];
}
