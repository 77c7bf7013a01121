import type { Response } from 'express';
import type * as z from 'zod';
import type { Actor } from '../../shared/commands/define.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Plan } from '../../shared/resources/practice.ts';
import type { Scope } from '../../shared/scopes.ts';
import type { HubContext } from '../context.ts';
import type { Mode } from '../store/store.ts';

/** Who asks, as the gates found out. */
export interface Caller {
  readonly kind: 'secret' | 'public' | 'device' | 'nobody';
  readonly tenant: string;
  readonly mode: Mode;
  readonly actor: Actor;
  /** Whose rate limits hold; a desk of the practice has none. */
  readonly plan?: Plan;
  /** What they showed; only to derive keys from, never to log. */
  readonly bearer: string;
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
  /** The JSON body; `{}` where none was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  header(name: string): string | undefined;
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
  readonly query?: z.ZodObject;
  /** For the docs; commands check their own arguments. */
  readonly body?: z.ZodObject;
  readonly answers: readonly Answer[];
  readonly errors: readonly ErrorCode[];
  /** Changes something, so an idempotency key counts. */
  readonly writes?: boolean;
  handle(call: Call): Promise<Reply>;
}

export interface Answer {
  readonly status: number;
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  readonly example?: unknown;
}
