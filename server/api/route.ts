import type { Response } from 'express';
import type * as z from 'zod';
import type { Actor } from '../../shared/commands/define.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Plan } from '../../shared/resources/practice.ts';
import type { Session } from '../../shared/resources/staff.ts';
import type { Scope } from '../../shared/scopes.ts';
import type { Once } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import type { Window } from '../gates/rate-limit.ts';
import type { Mode } from '../store/store.ts';
import type { ErrorForm } from './errors.ts';

/** Who asks, as the gates found out. */
export interface Caller {
  readonly kind: 'secret' | 'public' | 'device' | 'staff' | 'nobody';
  readonly tenant: string;
  readonly mode: Mode;
  readonly actor: Actor;
  /** Why a desk may not do more: nobody has signed in there, or the role of whoever has. */
  readonly because?: 'sign_in' | 'role';
  /** Whose rate limits hold; the practice's own desks and people have none. */
  readonly plan?: Plan;
  /** The limits of that plan, or those negotiated for the practice. */
  readonly windows?: readonly Window[];
  /** What they showed; only to derive keys from, never to log. */
  readonly bearer: string;
  /** Of a public key: the pages from which browsers may use it. */
  readonly origins?: readonly string[];
  /** Of a person: how they signed in. */
  readonly session?: Session;
}

/** One request that passed the gates. */
export interface Call {
  readonly hub: HubContext;
  readonly caller: Caller;
  readonly requestId: string;
  readonly method: string;
  /** As it was asked for, with its query string. */
  readonly path: string;
  /** As in the path, undecoded. */
  readonly params: Readonly<Record<string, string>>;
  /** As `route.query` decodes it. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The JSON body; `{}` where none was sent. Where the route takes another kind: its type, length and hash. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came, where the route takes another kind than JSON. */
  readonly raw?: Uint8Array;
  header(name: string): string | undefined;
  /** The address that it came from. */
  readonly remote: string;
  /** Whether it came from the hub's own computer, and not by where others come in. */
  readonly isHere: boolean;
  /** Under which address the hub was asked, such as `http://127.0.0.1:4650`. */
  readonly origin: string;
  /**
   * Runs a write with a memory for its outcome, where the request carries an idempotency key; 409
   * `idempotency_in_progress` while the first one with that key still runs. The writes of a request that has several are
   * told apart by their `part`, counted from 0.
   */
  once<T>(work: (memory?: Once) => Promise<T>, part?: number): Promise<T>;
}

export interface Reply {
  readonly status: number;
  /** Answered as JSON. */
  readonly body?: unknown;
  /** Answered as it is, with its own Content-Type among the headers. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes the response over, for answers that go on (SSE). */
  readonly stream?: (response: Response) => void;
}

/** One endpoint as a literal: who may, what goes in, what comes out, what it does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root: `/v2/bookings/{id}`. */
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly scope: Scope;
  /** `pk_` keys may use it too. */
  readonly public?: boolean;
  /** A bearer that is not, or no longer, good counts as none. */
  readonly anyBearer?: true;
  /** They come in by this scope instead, and do or see less than others. */
  readonly guest?: Scope;
  readonly query?: z.ZodObject;
  /** For the docs; commands check their own arguments. */
  readonly body?: z.ZodObject;
  /** An example of the body, for what no hub can be asked while its answers are recorded. */
  readonly bodyExample?: Readonly<Record<string, unknown>>;
  /** Takes a body of another kind and size than JSON of 1 MiB, and gets it as it came. */
  readonly takes?: { readonly type: string; readonly maxBytes: number };
  readonly answers: readonly Answer[];
  readonly errors: readonly ErrorCode[];
  /** How errors are told; absent: in REF's form. */
  readonly errorForm?: ErrorForm;
  /** A limit of its own beside the plan's: for everybody, or for `pk_` keys alone. */
  readonly limit?: { readonly window: Window; readonly of: 'all' | 'public' };
  /** Changes something, so an idempotency key counts. */
  readonly writes?: boolean;
  handle(call: Call): Promise<Reply>;
}

export interface Answer {
  readonly status: number;
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  /** Another media type of the same answer, for those who accept it. */
  readonly orAs?: string;
  /** Made when the docs are first asked for. */
  example?(): unknown;
}
