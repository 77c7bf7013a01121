import type { Ctx } from '../../shared/commands/define.ts';
import type { CommandName } from '../../shared/commands/index.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import type { Role } from '../../shared/resources/staff.ts';
import type { RosterMember } from '../../shared/wire/desk-session.ts';
import type { CustomerList, CustomerWish } from './customer-list.ts';
import type { HubAnswer, HubRequest, HubTrouble } from './hub.ts';
import type { Effect } from './overlay.ts';
import type { Setup } from './setup.ts';
import type { Signal } from './signal.ts';

/** What a person did at this desk, as the local store keeps it (ARCHITECTURE, decision 3). */
export interface Intent {
  readonly id: string;
  /** Counts the intents of this store, from 1; they are sent in this order (rules S4, S11). */
  readonly n: number;
  readonly install: string;
  /** The device under which it was made. */
  readonly device: string;
  /** Signed by the hub, of whoever did it; null: nobody had signed in (rule S12). */
  readonly session: string | null;
  readonly command: CommandName;
  /** In wire form, as a REST body would have them. */
  readonly args: Readonly<Record<string, unknown>>;
  /** By this desk's clock: for people to read. */
  readonly issued_at: string;
  readonly effects: readonly Effect[];
  readonly depends_on: readonly string[];
  readonly state: 'pending' | 'accepted' | 'refused';
  readonly refusal?: Refusal;
  /** By the hub's clock. */
  readonly settled_at?: string;
}

/** What `run` did: the first document that the command changed, and where it stands. */
export interface Done {
  /** `stored`: done here, on its way to the hub; `executed`: the hub did it. */
  readonly state: 'stored' | 'executed';
  /** Id of the intent; absent where the hub did it at once. */
  readonly intent?: string;
  readonly result: { readonly resource: ResourceName; readonly id: string };
}

/** Tell them apart with `isRefusal` of shared/errors.ts; a refusal stored nothing. */
export type RunOutcome = Done | Refusal;

/**
 * Does a command with arguments in wire form. Never throws for what a person did wrong.
 * @param ifVersion Of what only the hub does: refused with `version_conflict` where the document is at another by now.
 */
export type RunCommand = (
  name: CommandName,
  args: Readonly<Record<string, unknown>>,
  ifVersion?: number,
) => Promise<RunOutcome>;

export type ConnectionState =
  | 'online'
  | 'connecting'
  | 'offline'
  /** Somebody answers in the hub's place who cannot prove to be it. */
  | 'untrusted'
  | 'unpaired'
  | 'revoked'
  | 'update_required';

export interface Connection {
  readonly state: ConnectionState;
  /** Intents that the hub has not answered yet. */
  readonly waiting: number;
  /** Refused intents that nobody has settled. */
  readonly attention: number;
  /** Minutes by which this computer's clock is ahead of the hub's; negative: behind (rule S9). */
  readonly skewMinutes: number;
  /** Of those that wait: how many are kept once only, because there is no room for a second copy. */
  readonly uncopied: number;
  /** What keeps the hub from taking what waits, where it says so. */
  readonly trouble?: HubTrouble | undefined;
  /** False until everything that a desk keeps has arrived once. */
  readonly filled: boolean;
}

/** Reads over base ⊕ effects; `ctx` is what shared/queries need besides. */
export type Read<T> = (query: Query, ctx: Ctx) => Promise<T>;

/** Result of a live query. */
export interface Live<T> {
  /** The newest answer; stays while a newer one is on its way, also when `deps` change. */
  readonly data: T | undefined;
  /** True until the first answer for the present `deps`. */
  readonly loading: boolean;
  readonly error?: unknown;
}

/** What is asked of the hub itself; nothing of the answer is kept. */
export interface DeskRequest extends Pick<HubRequest, 'method' | 'path' | 'body' | 'file' | 'signal'> {
  /** Of a person who signed in at this desk; absent: the desk's own. */
  readonly token?: string;
  /** Names what is done, so that asking again with the same name does it once. */
  readonly once?: string;
  /** Refused with `version_conflict` where the document is at another version by now. */
  readonly ifVersion?: number | undefined;
}

/** Somebody who has signed in at this desk. */
export interface DeskPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** May be gone back to without a PIN: the desk has not been locked since they gave it. */
  readonly open: boolean;
}

/** Somebody whom the hub signed out here: `again` with the same PIN, `pin` with their new one, `removed` never. */
export interface Left {
  readonly name: string;
  readonly why: 'removed' | 'pin' | 'again';
}

/** Who has signed in at this desk (rule S12). */
export interface AtDesk {
  readonly people: readonly DeskPerson[];
  /** Whoever acts; undefined: the desk by itself, or nobody while it is locked. */
  readonly current: DeskPerson | undefined;
  /** Nothing is shown or done before somebody gives a PIN. */
  readonly locked: boolean;
  readonly left: Left | undefined;
}

/** Signing in and out at this desk. */
export interface DeskPeople {
  readonly at: Signal<AtDesk>;
  /** The name of somebody who signed in here at any time. */
  nameOf(id: string): string | undefined;
  /** Everybody who may sign in here, as the hub says. */
  roster(): Promise<readonly RosterMember[] | Refusal>;
  /**
   * Somebody shows their PIN, and acts from now on. Whoever signed in here before is known without the hub; for others
   * it has to be there. Answers `unauthorized`, `account_locked` or `unavailable` where that was not possible.
   */
  enter(id: string, pin: string): Promise<Refusal | undefined>;
  /** Goes on as somebody who is `open`; false where a PIN is needed. */
  goOnAs(id: string): boolean;
  /** Goes on without a person, as the desk itself. */
  goOnAsDesk(): void;
  /** Asks for a PIN from now on. */
  lock(): void;
  /** Somebody is here. @param lockAfter Milliseconds without that until the desk locks */
  touch(lockAfter: number): void;
  /** Locks where nobody has been here for too long: for a computer that wakes up. */
  look(): void;
  signOut(id: string): void;
  /** Somebody has read who was signed out by the hub. */
  seenLeft(): void;
}

/** A store that was damaged, and made anew. */
export interface Rescue {
  /** By this desk's clock. */
  readonly at: string;
  /** Changes that the hub had not got and that are sent from their second copy. */
  readonly kept: number;
  /** Changes that the hub had not got and of which there was no second copy. */
  readonly lost: number;
}

/** The open data layer of one desk. */
export interface Desk {
  readonly tenant: string;
  /** This store, as the hub counts its intents (rule S11). */
  install(): string;
  readonly connection: Signal<Connection>;
  /** Refused intents that nobody has settled, newest first. */
  readonly attention: Signal<readonly Intent[]>;
  /** Intents that the hub has not answered yet, in their order. */
  readonly pending: Signal<readonly Intent[]>;
  /** That the store was damaged and mended, until somebody has seen it. */
  readonly rescue: Signal<Rescue | undefined>;
  seenRescue(): void;
  /** Counts how often the hub said that what it alone knows may be different by now. */
  readonly notices: Signal<number>;
  readonly run: RunCommand;
  /** As which the hub lists this desk. */
  device(): string;
  /** Who has signed in here. */
  readonly people: DeskPeople;
  /** What commands and queries may know of the world right now. */
  context(): Ctx;
  /** Reads once. */
  read<T>(read: Read<T>): Promise<T>;
  /** Reads now and after every change of one of `collections`; answers come in order and never overlap. */
  live<T>(
    collections: readonly ResourceName[],
    read: Read<T>,
    onData: (data: T) => void,
    onError?: (error: unknown) => void,
  ): () => void;
  /** Best matches first, at most `limit`; the empty text matches nothing. */
  searchCustomers(text: string, limit?: number): Promise<readonly Customer[]>;
  /** Everybody who meets a wish, in its order. */
  listCustomers(wish: CustomerWish): Promise<CustomerList>;
  /** Takes a refused intent off the list of what needs attention. */
  dismiss(intentId: string): Promise<void>;
  /** Runs a refused intent's command again with other arguments and, if that is accepted here, dismisses it. */
  replaceWith(intentId: string, args: Readonly<Record<string, unknown>>): Promise<RunOutcome>;
  /** A booking as a calendar file, from the hub. */
  calendarFile(bookingId: string): Promise<Blob | Refusal>;
  /** A file of the hub's for whoever's token it is; `unavailable` where it cannot be had. */
  hubFile(path: string, token: string): Promise<Blob | Refusal>;
  /** Asks the hub over REST for what no desk keeps; `unreachable` at once where the hub is away. */
  ask(request: DeskRequest): Promise<HubAnswer>;
  /** Pairs again with a new invitation, after `unpaired` or `revoked`; nothing waiting is lost. */
  pair(invitation: string, name?: string): Promise<Refusal | undefined>;
  /** Tries to reach the hub at once. */
  reconnect(): void;
  close(): Promise<void>;
}

/** What is left of a desk that was shut out: what was done at it and never reached the hub. */
export interface LeftBehind {
  readonly install: string;
  /** In their order. */
  readonly intents: readonly Intent[];
  /** Over what they are about, and the practice. */
  readonly query: Query;
}

/** A desk that was shut out. */
export interface Removal {
  readonly tenant: string;
  /** Absent while what it had of the practice is being removed. */
  readonly left: LeftBehind | undefined;
  /** Lets it in again: what waits is sent then. Answers why not. */
  pair(invitation: string, name?: string): Promise<Refusal | undefined>;
  /** Removes all that is left of it. */
  forget(): Promise<void>;
}

/** How far the desk has come on its way to being open. */
export type Boot =
  | { readonly state: 'opening' }
  /** No device token yet, and no invitation that works. `pair` answers why not. */
  | {
      readonly state: 'unpaired';
      readonly refusal?: Refusal;
      /** The hub has no practice yet, and this window may give it one. */
      readonly setup?: Setup;
      /** @param name Of this desk, as the hub lists it. */
      readonly pair: (invitation: string, name?: string) => Promise<Refusal | undefined>;
    }
  | ({ readonly state: 'removed' } & Removal)
  /** The local store does not open; nothing in it was touched. */
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'open'; readonly desk: Desk };
