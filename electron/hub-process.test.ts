import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backOff } from './back-off.ts';
import type { FromHub, ToHub } from './hub-messages.ts';
import { startHubProcess } from './hub-process.ts';

/** A hub's process as main sees it; the test plays its part. */
class Child extends EventEmitter {
  readonly got: ToHub[] = [];
  killed = false;
  postMessage(message: ToHub): void {
    this.got.push(message);
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 137);
    return true;
  }
  say(message: FromHub): void {
    this.emit('message', message);
  }
}

const url = 'http://127.0.0.1:4650';

function setUp() {
  const children: Child[] = [];
  const hub = startHubProcess({
    fork: () => {
      const child = new Child();
      children.push(child);
      return child;
    },
    clock: Date.now,
  });
  const current = () => {
    const child = children.at(-1);
    if (!child) throw new Error('no child was started');
    return child;
  };
  return { hub, children, current };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('pauses double from half a second to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 99].map(backOff)).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

describe('the hub’s process', () => {
  test('is reachable once it says so', () => {
    const { hub, current } = setUp();
    expect(hub.status()).toEqual({ state: 'starting' });
    expect(hub.url()).toBeUndefined();
    current().say({ type: 'ready', url });
    expect(hub.url()).toBe(url);
  });

  test('is started again after a crash, later each time, and says why it is down', () => {
    const { hub, children, current } = setUp();
    current().say({ type: 'ready', url });
    current().emit('exit', 1);
    expect(hub.status()).toEqual({ state: 'down', reason: 'The hub ended with code 1.', retry_in_ms: 500 });
    expect(hub.url()).toBeUndefined();
    vi.advanceTimersByTime(499);
    expect(children).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(children).toHaveLength(2);
    current().say({ type: 'failed', reason: 'Port 4650 is in use.' });
    current().emit('exit', 1);
    expect(hub.status()).toEqual({ state: 'down', reason: 'Port 4650 is in use.', retry_in_ms: 1000 });
    vi.advanceTimersByTime(1000);
    current().say({ type: 'ready', url });
    expect(hub.url()).toBe(url);
  });

  test('a crash after a minute of work counts as the first', () => {
    const { hub, current } = setUp();
    current().emit('exit', 1);
    vi.advanceTimersByTime(500);
    current().say({ type: 'ready', url });
    vi.advanceTimersByTime(60_000);
    current().emit('exit', 1);
    expect(hub.status()).toMatchObject({ state: 'down', retry_in_ms: 500 });
  });

  test('an invitation asked for during the start or a restart arrives', async () => {
    const { hub, current } = setUp();
    const invitation = hub.invitation();
    current().emit('exit', 1);
    vi.advanceTimersByTime(500);
    current().say({ type: 'ready', url });
    expect(current().got).toEqual([{ type: 'invite', id: 1 }]);
    current().say({ type: 'invitation', id: 1, invitation: 'inv_secret' });
    expect(await invitation).toBe('inv_secret');
  });

  test('an invitation that the hub cannot make, or does not make in time, rejects with the reason', async () => {
    const { hub, current } = setUp();
    current().say({ type: 'ready', url });
    const refused = expect(hub.invitation()).rejects.toThrow('There is no practice yet.');
    current().say({ type: 'no_invitation', id: 1, reason: 'There is no practice yet.' });
    await refused;
    const late = expect(hub.invitation()).rejects.toThrow('did not answer in time');
    vi.advanceTimersByTime(60_000);
    await late;
  });

  test('stops cleanly, once, and stays stopped', async () => {
    const { hub, children, current } = setUp();
    current().say({ type: 'ready', url });
    const stopped = hub.stop();
    expect(hub.stop()).toBe(stopped);
    expect(current().got).toEqual([{ type: 'stop' }]);
    current().emit('exit', 0);
    await stopped;
    expect(hub.status()).toEqual({ state: 'stopped' });
    expect(current().killed).toBe(false);
    vi.advanceTimersByTime(120_000);
    expect(children).toHaveLength(1);
    await expect(hub.invitation()).rejects.toThrow('stopping');
  });

  test('is killed when it does not stop', async () => {
    const { hub, current } = setUp();
    const stopped = hub.stop();
    vi.advanceTimersByTime(5_000);
    await stopped;
    expect(current().killed).toBe(true);
  });

  test('stopping between two tries cancels the next', async () => {
    const { hub, children, current } = setUp();
    current().emit('exit', 1);
    await hub.stop();
    vi.advanceTimersByTime(120_000);
    expect(children).toHaveLength(1);
  });

  test('what is no message of the hub changes nothing', () => {
    const { hub, current } = setUp();
    current().emit('message', { type: 'ready', url: 'not a url' });
    current().emit('message', null);
    expect(hub.status()).toEqual({ state: 'starting' });
  });
});
