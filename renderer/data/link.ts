import { createParser } from 'eventsource-parser';
import type { Refusal } from '../../shared/errors.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { type StreamMessage, streamMessage } from '../../shared/wire/stream.ts';
import { wholeSecond } from './clock.ts';
import { refusedBy } from './hub.ts';
import type { Platform } from './platform.ts';
import { type Signal, signal } from './signal.ts';
import type { ConnectionState } from './types.ts';

/** The one standing connection of a desk to its hub: the stream that tells what changed. */
export interface Link {
  readonly state: Signal<ConnectionState>;
  /** Aborts when the present connection ends: what was asked over it is not answered any more. */
  signal(): AbortSignal;
  /** Drops the connection and makes a new one, which begins by telling the epoch and all collections. */
  restart(): void;
  /** Tries again at once, also after something that trying alone does not mend. */
  wake(): void;
  /** Hears of a refusal that some other request met; the link stops where every request would meet it. */
  heed(refusal: Refusal): void;
  close(): void;
}

export interface LinkHandlers {
  token(): string;
  /** How many intents wait here, for the list of desks. */
  waiting(): number;
  /** `first` of a connection: it names the epoch and every collection. */
  onMessage(message: StreamMessage, first: boolean): void;
}

/** Milliseconds without a word, be it a heartbeat, after which a connection counts as dead; the hub's come every 4 s. */
const patience = 10_000;
/** Milliseconds between tries, by the number of tries that failed before. */
const pauses = [200, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

/** What stops a desk for good until a person, or an update, does something. */
const stopping: Partial<Record<Refusal['code'], ConnectionState>> = {
  unauthorized: 'unpaired',
  device_revoked: 'revoked',
  upgrade_required: 'update_required',
};

/** Opens the link and keeps it open for as long as it is wanted. */
export function openLink(platform: Platform, handlers: LinkHandlers): Link {
  const state = signal<ConnectionState>('connecting');
  let connection = new AbortController();
  let closed = false;
  let endPause: () => void = () => undefined;

  function heed(refusal: Refusal): void {
    const stopped = stopping[refusal.code];
    if (!stopped || closed) return;
    state.set(stopped);
    connection.abort();
  }

  /** Nobody answers, or somebody does who is not the hub. */
  async function whyAway(): Promise<ConnectionState> {
    return (await platform.whyAway?.()) ?? 'offline';
  }

  function isStopped(): boolean {
    return Object.values(stopping).includes(state.get());
  }

  async function keepConnected(): Promise<void> {
    let failures = 0;
    while (!closed) {
      connection = new AbortController();
      const reached = await listen(connection);
      failures = reached ? 0 : failures + 1;
      if (!isStopped()) state.set(reached ? 'connecting' : await whyAway());
      if (!closed) await pause(isStopped() ? undefined : (pauses[failures] ?? pauses.at(-1)));
    }
  }

  /** Resolves after `ms` milliseconds or when woken. */
  function pause(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const stopTimer = ms === undefined ? undefined : platform.after(ms, resolve);
      endPause = () => {
        stopTimer?.();
        resolve();
      };
    });
  }

  /** Listens until the connection ends; answers whether it ever stood. */
  async function listen(controller: AbortController): Promise<boolean> {
    let stood = false;
    let stopTimer = platform.after(patience, () => controller.abort());
    const parser = createParser({
      onEvent({ data }) {
        const message = streamMessage.parse(JSON.parse(data));
        const first = !stood;
        stood = true;
        if (first) state.set('online');
        handlers.onMessage(message, first);
      },
    });
    try {
      const clock = formatInstant(wholeSecond(platform.now()));
      const says = new URLSearchParams({ waiting: String(handlers.waiting()), clock });
      if (platform.program !== undefined) says.set('program', platform.program);
      const response = await platform.fetch(`${platform.baseUrl}/v2/sync/stream?${says}`, {
        headers: { Authorization: `Bearer ${handlers.token()}`, Accept: 'text/event-stream' },
        signal: controller.signal,
      });
      if (!response.ok || !response.body) {
        const answer = refusedBy(response.status, await response.json());
        if (answer.kind === 'refused') heed(answer.refusal);
        return false;
      }
      const text = response.body.pipeThrough(new TextDecoderStream());
      for await (const chunk of chunksOf(text)) {
        stopTimer();
        stopTimer = platform.after(patience, () => controller.abort());
        parser.feed(chunk);
      }
    } catch {
      // Cut, silent for too long, or not the hub that answers: in every case the way on is to try again.
    } finally {
      stopTimer();
      controller.abort();
    }
    return stood;
  }

  const unwatch = platform.watchOnline(
    () => {
      if (!isStopped()) endPause();
    },
    // Whether the hub is away with the network (one on this computer is not), the next try tells.
    () => connection.abort(),
  );
  void keepConnected();

  return {
    state,
    heed,
    signal: () => connection.signal,
    restart: () => connection.abort(),
    wake() {
      if (isStopped()) state.set('connecting');
      endPause();
    },
    close() {
      closed = true;
      unwatch();
      connection.abort();
      endPause();
    },
  };
}

/** Not every browser's stream can be walked with `for await` itself. */
async function* chunksOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}
