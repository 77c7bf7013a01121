/**
 * What is on its way to endpoints, or was: one row for an event and an endpoint. Instants are milliseconds.
 *
 * It is kept apart from the documents and events that it tells of, so that who sends it and who books never wait for each
 * other. Nothing is lost by that: a position is moved together with what it stands for, and what is written here follows
 * from events that are committed. It holds nothing of events but their numbers.
 */

/** `pending`: waits for its (next) try, or for an earlier event about the same thing. `failed`: no further try. */
export const deliveryStatuses = ['pending', 'succeeded', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Why it is sent. */
export const deliverySources = ['event', 'replay', 'redelivery', 'test'] as const;
export type DeliverySource = (typeof deliverySources)[number];

/** One try, and what came of it. */
export interface Try {
  readonly at: number;
  readonly ms: number;
  readonly status?: number | undefined;
  /** Why there was no answer, or why one does not count. */
  readonly error?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Where the answer begins. */
  readonly body?: string | undefined;
}

export interface Delivery {
  readonly n: number;
  readonly id: string;
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly source: DeliverySource;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly next_at: number | null;
  readonly created_at: number;
  readonly last_at: number | null;
  readonly tries: readonly Try[];
}

/** A delivery whose time has come. */
export interface DueDelivery {
  readonly n: number;
  readonly id: string;
  readonly event_id: string;
  readonly type: string;
  readonly attempts: number;
  /** How many tries of the schedule it had. */
  readonly step: number;
  readonly event_seq: number | null;
  /** JSON of what is sent, where there is no event. */
  readonly body: string | null;
}

export interface NewDelivery {
  readonly id: string;
  readonly endpoint_id: string;
  readonly event_id: string;
  /** Absent for tests, which are of no event. */
  readonly event_seq?: number;
  readonly type: string;
  /** What the event is about: of one endpoint, those about the same thing go one after the other. */
  readonly order_key?: string;
  readonly source: DeliverySource;
  readonly created_at: number;
  /** JSON of what is sent, where there is no event. */
  readonly body?: string;
}

/** What a try led to. */
export interface Settled {
  readonly n: number;
  readonly endpoint_id: string;
  readonly status: DeliveryStatus;
  readonly next_at: number | null;
  readonly tried: Try;
}

export interface DeliveryPage {
  readonly endpoint: string;
  readonly limit: number;
  readonly status?: DeliveryStatus | undefined;
  readonly type?: string | undefined;
  readonly event?: string | undefined;
  readonly from?: { readonly n: number; readonly backwards: boolean } | undefined;
}

/** Of the newest thousand deliveries to an endpoint. */
export interface DeliveryCounts {
  readonly pending: number;
  readonly succeeded: number;
  readonly failed: number;
  /** How long the last try of each took that had one, in milliseconds. */
  readonly latencies: readonly number[];
}

/** Up to which event of which epoch the endpoints were given what is theirs. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** What is on its way to the endpoints of one practice. */
export interface Deliveries {
  /** Undefined where nothing was ever given to any endpoint. */
  position(): Position | undefined;
  /** How far a replay is; undefined where it has not begun. */
  replayed(id: string): number | undefined;
  /** Since when an endpoint did nothing but fail. */
  failingSince(endpoint: string): number | undefined;
  /** What is due by `now`, the earliest first. */
  due(endpoint: string, now: number, limit: number): DueDelivery[];
  /** The newest first. */
  page(page: DeliveryPage): Delivery[];
  one(
    endpoint: string,
    id: string,
  ): (Delivery & { readonly event_seq: number | null; readonly body: string | null }) | undefined;
  counts(endpoint: string): DeliveryCounts;
  /** The number of the first event since an instant that an endpoint has not taken. */
  firstMissed(endpoint: string, since: number): number | undefined;
  /** Whether an endpoint took an event. */
  wasTaken(endpoint: string, eventSeq: number): boolean;
  /** Endpoints to which anything was ever sent. */
  endpoints(): string[];
  /** The number of the oldest event that an endpoint is still to get. */
  firstWaiting(): number | undefined;
  /** Up to `limit` events that anything was put down of, below a number, the newest first. */
  known(below: number, limit: number): { readonly seq: number; readonly id: string }[];

  movePosition(position: Position): void;
  moveReplay(id: string, seq: number): void;
  /** Puts a delivery down, unless there is one of the event and the endpoint. */
  add(delivery: NewDelivery): void;
  /** Puts it down, or back to the beginning of its schedule; one that waits for its next try goes at once. */
  addAgain(delivery: NewDelivery): void;
  /** Back to the beginning of the schedule. */
  again(endpoint: string, id: string, now: number, source: DeliverySource): void;
  /** Puts down what a try led to, and lets the next about the same thing go. */
  settle(settled: Settled): void;
  /** Notes that an endpoint failed at an instant, or that it did not. */
  noteHealth(endpoint: string, failedAt: number | undefined): void;
  /** Ends up to `limit` deliveries that wait, as failed, and answers how many. */
  giveUp(endpoint: string, limit: number): number;
  /** Removes up to `limit` deliveries to an endpoint, of those that are over only such as began before an instant. */
  drop(endpoint: string, limit: number, before?: number): number;
  /** Removes what is of events with these numbers. */
  dropOf(eventSeqs: readonly number[]): void;
  /** Removes what endpoints answered to events with these numbers; answers the texts, as they lay in the file. */
  bare(eventSeqs: readonly number[]): string[];
}

/** What waits to be sent, and since when the longest waits (milliseconds since the epoch). */
export interface Backlog {
  readonly waiting: number;
  readonly since: number | undefined;
}

/** The deliveries of all practices of a store. Several processes or threads may have it open; none waits long for another. */
export interface DeliveryLog {
  /** Whether anything was ever put down. */
  exists(): boolean;
  of(tenant: string): Deliveries;
  /** Of all practices; nothing waits where nothing was ever put down. */
  backlog(): Backlog;
  /** Runs `work` in one transaction: all of it or nothing. */
  write<T>(work: () => T): T;
  /** Takes what was removed off the disk. Without `traces`, the file is written anew. */
  purge(traces?: readonly string[]): Promise<void>;
  close(): void;
}
