import { type BoardSpan, boardSpans } from './view.ts';

/** What the board is asked to show. */
export interface Shown {
  readonly span: BoardSpan;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Whose week; of a month absent for all. */
  readonly resource: string | undefined;
}

/** The address of a board: `/board/2026-04-20`, `/board/2026-04-20?view=week&resource=res_niket`. */
export function addressOf({ span, date, resource }: Shown): string {
  if (span === 'day') return `/board/${date}`;
  const query = new URLSearchParams({ view: span, ...(resource && { resource }) });
  return `/board/${date}?${query}`;
}

/** The view that an address names; an address with a date and without one means a day. */
export function viewIn(query: URLSearchParams): Pick<Shown, 'span' | 'resource'> {
  const asked = query.get('view');
  const span = boardSpans.find((each) => each === asked) ?? 'day';
  return { span, resource: span === 'day' ? undefined : (query.get('resource') ?? undefined) };
}
