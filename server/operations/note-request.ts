import type { Caller } from '../api/route.ts';
import type { HubContext } from '../context.ts';

/** An id that the hub made; one that a caller brought may be somebody's name. */
const madeHere = /^[a-z]{2,8}_[0-9A-HJKMNP-TV-Z]{26}$/;

/** One answered request. */
export interface Answered {
  readonly requestId: string;
  /** The operation’s name, never the address: that may hold ids, words that were searched for, or a feed’s secret. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  /** Absent where nobody was let in so far. */
  readonly caller?: Caller | undefined;
}

/** Counts a request and writes its line of the log: who by kind and id, what by its name, and nothing that was said. */
export function noteRequest({ requests, log }: HubContext, answered: Answered): void {
  const { requestId, route, method, status, ms, caller } = answered;
  requests.note(route, status, ms);
  const by = caller && madeHere.test(caller.actor.id) ? caller.actor.id : undefined;
  const line = {
    request_id: requestId,
    route,
    method,
    status,
    ms: Math.round(ms * 100) / 100,
    ...(caller && { caller: caller.kind, ...(caller.mode === 'test' && { mode: 'test' }) }),
    ...(by !== undefined && { by }),
  };
  if (status < 500) log.info(line, 'answered');
  else log.warn(line, 'answered');
}
