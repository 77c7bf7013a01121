import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { TestHub } from './hub.ts';

/** A receiver of `GET /v2/events/stream` that reads when it is told to. */
export interface EventReader {
  /** The next message of the stream; rejects when it has ended. */
  next(): Promise<EventSourceMessage>;
  /** The next `count` messages that are events. */
  events(count: number): Promise<Record<string, unknown>[]>;
  /** The position to go on from: the last id that came, with or without a message. */
  lastId(): string;
  /** Comments and ids that came without a message so far. */
  beats(): number;
  /** Takes nothing more from the connection until the answer is called. */
  pause(): () => void;
  /** Resolves when the hub ended the stream. */
  ended(): Promise<void>;
  close(): void;
}

export interface ReaderOptions {
  readonly lastEventId?: string;
  /** Such as `?types=booking.*`. */
  readonly query?: string;
  readonly bearer?: string;
}

/** Opens a stream; rejects with the answer where it is refused. */
export async function readEvents(hub: TestHub, options: ReaderOptions = {}): Promise<EventReader> {
  const { lastEventId, query = '', bearer = hub.keys.live } = options;
  const outgoing = httpRequest(`${hub.url}/v2/events/stream${query}`, {
    agent: false,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  });
  outgoing.on('error', () => {});
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    outgoing.end();
  });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${await textOf(answer)}`);

  const messages: EventSourceMessage[] = [];
  const waiting: { resolve: (message: EventSourceMessage) => void; reject: (error: Error) => void }[] = [];
  let beats = 0;
  let lastId = '';
  let over = false;
  const ended = Promise.withResolvers<void>();
  const parser = createParser({
    onEvent(message) {
      const first = waiting.shift();
      if (first) first.resolve(message);
      else messages.push(message);
    },
  });
  let line = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    parser.feed(chunk);
    const lines = (line + chunk).split('\n');
    line = lines.pop() ?? '';
    for (const one of lines) {
      if (one === ':') beats++;
      if (one.startsWith('id: ')) lastId = one.slice(4);
    }
  });
  answer.on('error', () => {});
  answer.on('close', () => {
    over = true;
    ended.resolve();
    for (const { reject } of waiting.splice(0)) reject(new Error('the stream ended'));
  });

  const reader: EventReader = {
    next() {
      const first = messages.shift();
      if (first) return Promise.resolve(first);
      if (over) return Promise.reject(new Error('the stream ended'));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async events(count) {
      const found: Record<string, unknown>[] = [];
      while (found.length < count) {
        const { event, data } = await reader.next();
        if (event === undefined) found.push(JSON.parse(data));
      }
      return found;
    },
    lastId: () => lastId,
    beats: () => beats,
    pause() {
      answer.pause();
      return () => answer.resume();
    },
    ended: () => ended.promise,
    close: () => outgoing.destroy(),
  };
  return reader;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) text += chunk;
  return text;
}
