import * as z from 'zod';
import type { ErrorCode, Refusal } from '../errors.ts';
import type { EventType } from '../events.ts';
import type { MakeId } from '../ids.ts';
import type { ResourceName } from '../resources/index.ts';
import type { Scope } from '../scopes.ts';
import type { Change } from './changes.ts';
import type { Query } from './query.ts';

/** Who acts: an API key, a desk, a person who signed in, or the hub itself (demo data, timers). */
export interface Actor {
  readonly kind: 'key' | 'device' | 'staff' | 'system';
  readonly id: string;
  /** As shown in history. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Of a person at a desk: the desk (rules B4, S12). */
  readonly desk?: { readonly id: string; readonly name: string } | undefined;
}

/** Whether a desk sent it, by itself or for somebody who has signed in there. */
export function isAtDesk({ kind, desk }: Actor): boolean {
  return kind === 'device' || desk !== undefined;
}

/** Everything a command may know of the world; there is no other clock, id or randomness inside (decision 2). */
export interface Ctx {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly tenant: string;
  readonly actor: Actor;
  readonly id: MakeId;
  /** Whether this is the sandbox; absent at a desk, which never is. */
  readonly mode?: 'live' | 'test';
}

/** An event to append with the change it tells of (rule E1). */
export interface EventDraft {
  readonly type: EventType;
  /** The change whose document is the event's object. */
  readonly change: Change;
  /** What else there is to say, as `data.details`. */
  readonly details?: Readonly<Record<string, unknown>>;
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
  /** Persons of whom nothing is to stay in the hub (rule P4). */
  readonly erase?: readonly string[];
}

/** Where REST serves a command; path parameters and `fixed` are arguments too. */
export interface CommandHttp {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /v2: `/bookings/{id}/cancel`. */
  readonly path: string;
  /** 202: it has begun and goes on by itself. */
  readonly status: 200 | 201 | 202 | 204;
  readonly fixed?: Readonly<Record<string, string>>;
  /**
   * What a website's visitor carries out here instead, with a `pk_` key (API.md, "`pk_` keys may only"); its argument
   * `manage_hash`, where it is no secret to be made, is the hash of X-Manage-Token.
   */
  readonly guest?: Command;
  /** A limit of its own that holds for `pk_` keys. */
  readonly limit?: 'booking_creation';
  /** The name of the operation where a command is served under several paths; absent: the command's. */
  readonly as?: string;
  /** Takes and answers one of the resource's `parts` instead of the whole document. */
  readonly part?: string;
}

/** A PIN or password that a caller sends; kept as an argon2id hash. */
export interface GivenSecret {
  /** The argument under which it is sent. */
  readonly given: string;
  readonly schema: z.ZodString;
  /** Where none is sent, the hub makes one of this many digits and shows it once under the same name. */
  readonly elseDigits?: number;
}

/** A secret of 190 random bits that the hub makes; kept as a SHA-256, or sealed where `readBack`. */
export interface MadeSecret {
  /** What it begins with, such as `sk_live_`; `doc` is the document of `args.id`, where there is one. */
  made(args: Readonly<Record<string, unknown>>, mode: 'live' | 'test', doc?: object): string;
  /** The hub uses it itself: it is kept sealed under the hub's own key. */
  readonly readBack?: true;
  /** The field of the answer that shows it, once. */
  readonly shownAs: string;
  /** The argument that takes its last 4 characters. */
  readonly last4?: string;
}

/** What a command answers where that is more than one document. */
export interface CommandAnswer {
  /** `visit`, as in the name of its mutation. */
  readonly singular: string;
  /** Of the id that callers may bring, where it is not its resource's. */
  readonly prefix: string;
  readonly schema: z.ZodObject;
  /** The answer in wire form. */
  of(changes: readonly Change[]): Record<string, unknown>;
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
  /** Absent: it answers its first document. */
  readonly answer?: CommandAnswer;
  /**
   * Secrets around it, by the argument that takes the hash (rule P2). Callers neither send nor see a hash; the hub puts
   * it in the place of what they send, or makes the secret and adds it to the answer, once.
   */
  readonly secrets?: Readonly<Record<string, GivenSecret | MadeSecret>>;
  /** The argument, where it is given, that is an address which the hub is to call: rule P3 is held against it. */
  readonly reaches?: string;
  /** Ids mean the very documents they name, merged and erased ones too: for the commands that merge and erase. */
  readonly asNamed?: true;
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

/** What callers send: the arguments, with given secrets in the place of their hashes. */
export function inputOf(command: Command): z.ZodObject {
  if (!command.secrets) return command.args;
  const shape: Record<string, z.core.SomeType> = { ...command.args.shape };
  for (const [hash, secret] of Object.entries(command.secrets)) {
    delete shape[hash];
    if ('given' in secret) shape[secret.given] = secret.schema.optional();
    else if (secret.last4) delete shape[secret.last4];
  }
  return z.strictObject(shape);
}

/** Fields of the answer that show a secret once. */
export function shownOnce(command: Command): z.ZodRawShape {
  const shown: Record<string, z.ZodType> = {};
  for (const secret of Object.values(command.secrets ?? {})) {
    const field = z.string().meta({ description: 'Shown once, and never again' });
    if ('made' in secret) shown[secret.shownAs] = field;
    else if (secret.elseDigits) shown[secret.given] = field.optional();
  }
  return shown;
}

/** A command as the projections see it. */
export type Command = CommandSpec<string, z.ZodObject, object>;
