import type * as z from 'zod';
import type { ErrorCode, Refusal } from '../errors.ts';
import type { EventType } from '../events.ts';
import type { MakeId } from '../ids.ts';
import type { ResourceName } from '../resources/index.ts';
import type { Scope } from '../scopes.ts';
import type { Change } from './changes.ts';
import type { Query } from './query.ts';

/** Who acts: an API key, a desk, or the hub itself (demo data, timers). */
export interface Actor {
  readonly kind: 'key' | 'device' | 'system';
  readonly id: string;
  /** As shown in history. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Everything a command may know of the world; there is no other clock, id or randomness inside (decision 2). */
export interface Ctx {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly tenant: string;
  readonly actor: Actor;
  readonly id: MakeId;
}

/** An event to append with the change it tells of (rule E1). */
export interface EventDraft {
  readonly type: EventType;
  /** The change whose document is the event's object. */
  readonly change: Change;
}

/** A command that the hub is to carry out by itself later (rule A9). */
export interface DueDraft {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a command decided to do; the first change is its result. */
export interface Decision {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  readonly due?: readonly DueDraft[];
}

/** Where REST serves a command; path parameters and `fixed` are arguments too. */
export interface CommandHttp {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /v2: `/bookings/{id}/cancel`. */
  readonly path: string;
  readonly status: 200 | 201 | 204;
  readonly fixed?: Readonly<Record<string, string>>;
}

interface CommandSpec<Name extends string, Args extends z.ZodObject, View> {
  readonly name: Name;
  readonly resource: ResourceName;
  readonly summary: string;
  readonly args: Args;
  readonly scope: Scope;
  /** `hub`: needs what a desk does not keep. */
  readonly runs: 'anywhere' | 'hub';
  readonly http: readonly CommandHttp[];
  readonly emits: readonly EventType[];
  /** What it refuses with, besides what any command may: wrong arguments, a missing document, a stale version. */
  readonly refuses?: readonly ErrorCode[];
  /** Looks up whatever `decide` needs; reads only. May refuse what it can already see is wrong. */
  load(query: Query, args: z.output<Args>, ctx: Ctx): Promise<View | Refusal>;
  /** Pure and synchronous: the same view, args and ctx give the same answer anywhere. */
  decide(view: View, args: z.output<Args>, ctx: Ctx): Decision | Refusal;
  /** More for `refusal.details`, found after the refusal and outside the write transaction (rule A10). */
  suggest?(query: Query, args: z.output<Args>, ctx: Ctx): Promise<Record<string, unknown>>;
}

/** Defines a command: the only way anything is written (ARCHITECTURE, decision 2). */
export function defineCommand<const Name extends string, Args extends z.ZodObject, View extends object>(
  spec: CommandSpec<Name, Args, View>,
): CommandSpec<Name, Args, View> {
  return spec;
}

/** A command as the projections see it. */
export type Command = CommandSpec<string, z.ZodObject, object>;
