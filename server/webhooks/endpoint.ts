import http from 'node:http';
import https from 'node:https';
import { typesFor, type Webhook } from '../../shared/resources/webhooks.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { openSecret } from '../access/sealed.ts';
import type { DueDelivery } from '../store/deliveries.ts';
import type { Mode } from '../store/store.ts';
import { allowedHosts, guardedLookup, isAllowed } from './guard.ts';
import type { Host } from './host.ts';

/** How many requests one endpoint is sent at a time (rule E3). */
export const atOnce = 16;

/** A delivery with what is sent of it. */
export interface Ready extends DueDelivery {
  /** Absent where the event is forgotten. */
  readonly sent: string | undefined;
}

/** One request on its way. */
export interface Flight {
  readonly began: number;
  readonly abort: AbortController;
  /** Of its answer no text is kept. */
  withheld: boolean;
}

/** What follows from an endpoint's document and the practice's settings. */
export interface Settings {
  readonly doc: Webhook;
  readonly types: ReadonlySet<string>;
  readonly url: URL;
  /** Whether the owner allows its host, wherever it is. */
  readonly allowed: boolean;
  readonly agent: http.Agent;
  /** As they are shown; the second signs until `previousUntil`. None where they cannot be opened. */
  readonly secrets: readonly string[];
  readonly previousUntil: number;
}

/** An endpoint as the dispatcher works with it. */
export interface Endpoint {
  settings: Settings;
  /** Since when it did nothing but fail. */
  failingSince: number | undefined;
  /** Numbers of deliveries that are queued, on their way, or whose outcome is not yet put down. */
  readonly claimed: Set<number>;
  queue: Ready[];
  readonly flights: Set<Flight>;
  looking: boolean;
  /** Whether more may be due than is queued. */
  mayHaveMore: boolean;
  disabling: boolean;
}

export function newEndpoint(settings: Settings, failingSince: number | undefined): Endpoint {
  return {
    settings,
    failingSince,
    claimed: new Set(),
    queue: [],
    flights: new Set(),
    looking: false,
    mayHaveMore: true,
    disabling: false,
  };
}

/** Reads the settings anew; connections are kept where they would lead to the same place. */
export function settingsOf(
  host: Host,
  mode: Mode,
  tenant: string,
  doc: Webhook,
  before: Settings | undefined,
): Settings {
  const url = new URL(doc.url);
  const allowed = isAllowed(url, allowedHosts(host.stores[mode], tenant));
  const same = before?.doc.url === doc.url && before.allowed === allowed ? before : undefined;
  if (!same) before?.agent.destroy();
  const sealed = [doc.secret, ...(doc.previous_secret === undefined ? [] : [doc.previous_secret])];
  return {
    doc,
    types: new Set(typesFor(doc)),
    url,
    allowed,
    agent: same?.agent ?? agentFor(host, url, allowed),
    secrets: openAll(host, sealed),
    previousUntil: doc.previous_until === undefined ? 0 : parseInstant(doc.previous_until),
  };
}

/** What was sealed under another hub's key cannot be opened, which is no reason to tell others nothing. */
function openAll(host: Host, sealed: readonly string[]): readonly string[] {
  return sealed.flatMap((secret) => {
    try {
      return [openSecret(host, secret)];
    } catch {
      return [];
    }
  });
}

function agentFor({ resolve }: Host, { protocol }: URL, allowed: boolean): http.Agent {
  const { Agent } = protocol === 'https:' ? https : http;
  const lookup = guardedLookup(resolve, allowed);
  return new Agent({ keepAlive: true, keepAliveMsecs: 5000, maxSockets: atOnce, lookup });
}

/** The secrets that sign at an instant: the one from before the last rotation too, until its time is up. */
export function signingSecrets({ secrets, previousUntil }: Settings, now: number): readonly string[] {
  return now < previousUntil ? secrets : secrets.slice(0, 1);
}

/** Whether an endpoint takes what it is sent, and may be sent more right now. */
export function hasRoom({ failingSince, claimed }: Endpoint): boolean {
  return failingSince === undefined && claimed.size < atOnce;
}
