import type { BlockTime } from '../../shared/commands/blocks/times.ts';
import type { BookingStatus } from '../../shared/resources/bookings.ts';
import type { Docs } from '../../shared/resources/index.ts';
import type { Interval } from '../../shared/time/interval.ts';
import type { Track } from './tracks.ts';
import type { BoardView } from './view.ts';

/** One booking, or one class, in one column. Only primitives, so that a card is drawn anew only when something it shows changed. */
export interface CardModel extends Interval {
  /** Unique on the board: a visit that needs two resources has a card in each column. */
  readonly key: string;
  readonly id: string;
  readonly kind: 'booking' | 'class';
  /** The column's key. */
  readonly column: string;
  /** The column's resource. */
  readonly resource_id: string;
  readonly service_id: string;
  /** The column is the visit's main resource, so that dragging it to another column changes who gives it. */
  readonly main: boolean;
  readonly status: BookingStatus;
  readonly freed: boolean;
  readonly movable: boolean;
  readonly customer: string;
  readonly service: string;
  readonly color: string;
  readonly notes: boolean;
  readonly alert: string | undefined;
  /** Not yet confirmed by the hub. */
  readonly waiting: boolean;
  readonly overbooked: boolean;
  /** Minutes. */
  readonly buffer_before: number;
  readonly buffer_after: number;
  readonly time: string;
  /** Accessible name. */
  readonly label: string;
  readonly lane: number;
  readonly of: number;
}

/** Somebody else's time that is being kept. */
export interface HoldModel extends Interval {
  readonly id: string;
  readonly label: string;
  /** Who. */
  readonly reason: string | undefined;
}

/** Time off, or a closure. */
export interface BlockModel extends HoldModel {
  /** The block's own; `id` tells its times apart where it repeats. */
  readonly block_id: string;
  readonly kind: 'time_off' | 'closure';
}

/** A column before it is filled. */
export interface Slot extends Track {
  readonly resource: Docs['resources'];
  /** Its head names the day: all columns are of one resource. */
  readonly day?: boolean;
}

/** Time that a booking takes which the filter hides. */
export interface VeilModel extends Interval {
  readonly id: string;
}

export interface ColumnModel extends Slot {
  readonly cards: readonly CardModel[];
  /** Outside working hours. */
  readonly off: readonly Interval[];
  /** Time off and closures. */
  readonly blocks: readonly BlockModel[];
  /** Time that somebody keeps while filling in a form. */
  readonly holds: readonly HoldModel[];
  readonly veiled: readonly VeilModel[];
}

/** What of a board's view decides what its cards are and look like. */
export type Look = Pick<BoardView, 'withoutStatuses' | 'withoutServices' | 'colorBy'>;

/** What a day's board is made of, as it comes from the store. */
export interface DayDocs {
  readonly bookings: readonly Docs['bookings'][];
  readonly classes: readonly Docs['classes'][];
  readonly customers: ReadonlyMap<string, Docs['customers']>;
  readonly services: ReadonlyMap<string, Docs['services']>;
  /** Of one that repeats, each occurrence. */
  readonly blocks: readonly BlockTime[];
  readonly holds: readonly Docs['holds'][];
  /** Ids of bookings that the hub has not confirmed yet. */
  readonly waiting: ReadonlySet<string>;
}
