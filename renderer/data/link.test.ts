import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { beforeEach, expect, test } from 'vitest';
import { openLink } from './link.ts';
import type { Platform } from './platform.ts';
import { memoryPlatform } from './testing/memory-platform.ts';

/** Milliseconds that have passed; timers run when it is their time. */
let now: number;
let timers: { at: number; run: () => void }[];
/** What the hub says next, as the last connection hears it. */
let say: (text: string) => void;
let connections: number;
let platform: Platform;

const hello = `data: ${JSON.stringify({ epoch: crypto.randomUUID(), collections: { bookings: 1 } })}\n\n`;

beforeEach(() => {
  now = 0;
  timers = [];
  connections = 0;
  platform = {
    ...memoryPlatform(getRxStorageMemory()),
    /** A hub whose end of the connection may be gone without anybody here being told. */
    async fetch(_input, init) {
      connections++;
      const encoder = new TextEncoder();
      const body = new ReadableStream({
        start(controller) {
          say = (text) => controller.enqueue(encoder.encode(text));
          init?.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
        },
      });
      return new Response(body);
    },
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
});

/** Lets what is under way come to its end; nothing of it waits for time. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

async function pass(ms: number): Promise<void> {
  now += ms;
  const due = timers.filter((timer) => timer.at <= now);
  timers = timers.filter((timer) => timer.at > now);
  for (const timer of due) timer.run();
  await settle();
}

test('a hub that has gone silent is said not to answer after ten seconds, and what was asked of it ends', async () => {
  const link = openLink(platform, { token: () => 'token', waiting: () => 0, onMessage: () => undefined });
  await settle();
  say(hello);
  await settle();
  expect(link.state.get()).toBe('online');
  const asked = link.signal();
  await pass(9_900);
  expect(link.state.get()).toBe('online');
  expect(asked.aborted).toBe(false);
  await pass(100);
  expect(link.state.get()).toBe('connecting');
  expect(asked.aborted).toBe(true);
  await pass(1_000);
  expect(connections).toBe(2);
  await pass(10_000);
  expect(link.state.get()).toBe('offline');
  link.close();
});

test('heartbeats alone keep the connection', async () => {
  const link = openLink(platform, { token: () => 'token', waiting: () => 0, onMessage: () => undefined });
  await settle();
  say(hello);
  for (let i = 0; i < 20; i++) {
    await pass(4_000);
    say(':\n\n');
    await settle();
  }
  expect(link.state.get()).toBe('online');
  expect(connections).toBe(1);
  link.close();
});
