import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Checkpoint, pullAnswer } from '../../shared/wire/pull.ts';
import { streamMessage } from '../../shared/wire/stream.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import type { Answer, TestHub } from './hub.ts';
import { text } from './rest.ts';

/** A desk without a screen: what it says to the hub, and nothing it would keep. */
export interface WireDesk {
  readonly id: string;
  readonly install: string;
  readonly token: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends intents as they are given; `n` counts from 1. */
  push(intents: readonly WireIntentInput[], more?: Record<string, unknown>): Promise<Answer>;
  /** One page. */
  pull(collection: string, from?: Partial<Checkpoint> & { limit?: number; install?: string }): Promise<Page>;
  /** Messages of the stream, from the first one on; ends with `close`. */
  stream(): Promise<OpenStream>;
}

export interface WireIntentInput {
  readonly n: number;
  readonly id?: string;
  readonly command: string;
  readonly args: Record<string, unknown>;
  readonly depends_on?: readonly string[];
  readonly issued_at?: string;
  readonly session?: string;
}

export type Page = z.output<typeof pullAnswer>;

export interface OpenStream {
  /** The next message. */
  next(): Promise<z.output<typeof streamMessage>>;
  close(): void;
}

/** Pairs a desk over HTTP, as a real one does. */
export async function pairDesk(hub: TestHub, name = 'Front desk'): Promise<WireDesk> {
  const paired = await hub.call('POST', '/v2/devices/pair', { invitation: await hub.invite(), name });
  const token = text(paired.body, 'token');
  const install = randomUUID();

  function call(method: string, path: string, body?: unknown): Promise<Answer> {
    return hub.call(method, path, body, { authorization: `Bearer ${token}` });
  }

  return {
    id: text(paired.body, 'device_id'),
    install,
    token,
    call,
    push(intents, more = {}) {
      const issued_at = '2026-04-20T03:00:00Z';
      const filled = intents.map((intent) => ({ id: intentId(intent.n), issued_at, ...intent }));
      return call('POST', '/v2/sync/intents', { wire: wireVersion, install, intents: filled, ...more });
    },
    async pull(collection, from = {}) {
      const params = Object.entries({ install, ...from }).map(([name, value]) => [name, String(value)]);
      const answer = await call('GET', `/v2/sync/${collection}?${new URLSearchParams(params)}`);
      return z.parse(pullAnswer, answer.body);
    },
    stream: () => openStream(hub, token),
  };
}

/** The id that `push` gives to an intent that has none. */
export function intentId(n: number): string {
  return `int_${n}`;
}

async function openStream(hub: TestHub, token: string): Promise<OpenStream> {
  const abort = new AbortController();
  const response = await fetch(`${hub.url}/v2/sync/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  if (!response.body) throw new Error('the stream has no body');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  return {
    async next() {
      for (;;) {
        const end = buffer.indexOf('\n\n');
        if (end >= 0) {
          const message = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          if (message.startsWith('data: ')) return streamMessage.parse(JSON.parse(message.slice(6)));
          continue;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error('the stream ended');
        buffer += value;
      }
    },
    close: () => abort.abort(),
  };
}
