/**
 * Roles of the board's ARIA grids. No table: its cells lie where their time is, not in lines and columns. Each resource,
 * or day, is a row, its cards and the keyboard's free stop are the cells, in the order of time. A month's grid has a
 * row for each week.
 */
export function gridRole(label: string, rows: number) {
  return { role: 'grid', 'aria-label': label, 'aria-rowcount': rows } as const;
}

/** @param index From 0. */
export function rowRole(index: number) {
  return { role: 'row', 'aria-rowindex': index + 1 } as const;
}

export const columnHeaderRole = { role: 'columnheader' } as const;

export const rowHeaderRole = { role: 'rowheader' } as const;

/** @param current The grid's one stop in the order of Tab. */
export function cellRole(label: string | undefined, current: boolean) {
  return { role: 'gridcell', 'aria-label': label, tabIndex: current ? 0 : -1 } as const;
}

/** A day of a month's grid. */
export function dayRole(label: string, current: boolean, chosen: boolean, today: boolean) {
  return {
    ...cellRole(label, current),
    'aria-selected': chosen,
    ...(today && { 'aria-current': 'date' as const }),
  } as const;
}
