import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Plan } from '../../../shared/resources/practice.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { startHubProcess } from '../../kit/hub-process.ts';
import { at, countBy, errorOf, list, watchWrites } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
afterEach(() => hub.stop());

async function start(plan: Plan): Promise<void> {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock, plan });
}

/** Answers of `count` requests, one after the other. */
async function many(count: number, send: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < count; i++) answers.push(await send());
  return answers;
}

function statuses(answers: readonly Answer[]): Record<string, number> {
  return countBy(answers, ({ status }) => status);
}

describe('limits of a plan', () => {
  beforeEach(() => start('solo'));

  test('a burst of twice the rate goes through; the next is told when to come again, in REF’s envelope', async () => {
    const answers = await many(11, () => hub.call('GET', '/v2/services'));
    expect(statuses(answers)).toEqual({ 200: 10, 429: 1 });
    const refused = answers.at(-1);
    if (!refused) throw new Error('no answer');
    expect(errorOf(refused)).toBe('rate_limited');
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(at(refused.body, 'error', 'details', 'retry_after')).toBe(1);
    clock.advance(1000);
    expect(statuses(await many(6, () => hub.call('GET', '/v2/services')))).toEqual({ 200: 5, 429: 1 });
  });

  test('both families of headers are on every answer, good, refused or one too many', async () => {
    const answers = [
      await hub.call('GET', '/v2/services'),
      await hub.call('GET', '/v2/services/svc_unknown'),
      await hub.call('GET', '/v2/services?limit=0'),
      await hub.call('GET', '/v2/services', undefined, { 'x-tenant-id': 'tnt_other' }),
      await hub.call('GET', '/v2/sync/bookings'),
      ...(await many(6, () => hub.call('GET', '/v2/services'))),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      200, 404, 422, 403, 403, 200, 200, 200, 200, 200, 429,
    ]);
    answers.forEach(({ headers }, i) => {
      const used = Math.min(i + 1, 10);
      expect(headers.get('x-rate-limit-remaining')).toBe(String(10_000 - used));
      expect(headers.get('ratelimit')).toMatch(
        new RegExp(
          `^"second";r=${10 - used};t=\\d+, "minute";r=${200 - used};t=\\d+, "day";r=${10_000 - used};t=\\d+$`,
        ),
      );
      expect(headers.get('ratelimit-policy')).toBe(
        '"second";q=10;w=2, "minute";q=200;w=60, "day";q=10000;w=86400',
      );
    });
  });

  test('/v2/limits says what the headers say', async () => {
    await many(3, () => hub.call('GET', '/v2/services'));
    const { body, headers } = await hub.call('GET', '/v2/limits');
    const windows = list(body, 'windows').map(
      (window) => `"${at(window, 'name')}";r=${at(window, 'remaining')};t=${at(window, 'resets_in')}`,
    );
    expect(windows.join(', ')).toBe(headers.get('ratelimit'));
    expect(at(body, 'windows', 0, 'remaining')).toBe(6);
  });

  test('live, sandbox and website keys are counted by themselves', async () => {
    await many(11, () => hub.call('GET', '/v2/services'));
    for (const key of [hub.keys.test, hub.keys.public]) {
      const answer = await hub.call('GET', '/v2/services', undefined, { authorization: `Bearer ${key}` });
      expect([answer.status, answer.headers.get('x-rate-limit-remaining')]).toEqual([200, '9999']);
    }
  });

  test('nobody is counted without a key', async () => {
    for (let i = 0; i < 30; i++) {
      const answer = await fetch(`${hub.url}/v2/health`);
      expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
    }
  });

  test('a GET writes nothing to the practice’s data, neither at once nor with the flush', async () => {
    const watch = watchWrites(hub);
    const before = watch.commits();
    await many(8, () => hub.call('GET', '/v2/services'));
    hub.hub.limits.flush();
    expect(watch.commits()).toBe(before);
    watch.close();
  });
});

describe('negotiated limits', () => {
  test('hold from the moment they are set until they are taken back', async () => {
    await start('enterprise');
    const rate_limits = { per_second: 2, per_minute: 30, per_day: 40 };
    expect((await hub.call('PATCH', '/v2/tenant', { rate_limits })).body.rate_limits).toEqual(rate_limits);
    const answers = await many(5, () => hub.call('GET', '/v2/services'));
    expect(statuses(answers)).toEqual({ 200: 3, 429: 2 });
    expect(answers[0]?.headers.get('x-rate-limit-remaining')).toBe('38');
    clock.advance(10_000);
    await hub.call('PATCH', '/v2/tenant', { rate_limits: null });
    expect(statuses(await many(20, () => hub.call('GET', '/v2/services')))).toEqual({ 200: 20 });
  });

  test.each([{ per_second: 0 }, { per_second: 1.5 }, { per_day: 100_000_001 }, { per_hour: 1 }])(
    '%j is refused',
    async (wrong) => {
      await start('enterprise');
      const rate_limits = { per_second: 2, per_minute: 30, per_day: 40, ...wrong };
      expect(errorOf(await hub.call('PATCH', '/v2/tenant', { rate_limits }))).toBe('validation_failed');
    },
  );
});

describe('OVERVIEW’s limits', () => {
  beforeEach(() => start('scale'));

  test('a website books 10 times a minute, whatever becomes of it; a server as often as its plan says', async () => {
    const authorization = `Bearer ${hub.keys.public}`;
    const answers = await many(11, () => hub.call('POST', '/v2/bookings', {}, { authorization }));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    expect(answers[10]?.headers.get('retry-after')).toBe('6');
    expect(answers[10]?.headers.get('ratelimit')).toContain('"bookings";r=0');
    expect((await hub.call('GET', '/v2/services', undefined, { authorization })).status).toBe(200);
    clock.advance(6000);
    expect((await hub.call('POST', '/v2/bookings', {}, { authorization })).status).toBe(422);
    expect(statuses(await many(15, () => hub.call('POST', '/v2/bookings', {})))).toEqual({ 422: 15 });
  });

  test('a feed is read 60 times an hour, unchanged or not', async () => {
    const answers: Response[] = [];
    for (let i = 0; i < 61; i++) answers.push(await fetch(hub.feedUrl));
    expect(countBy(answers, ({ status }) => status)).toEqual({ 200: 60, 429: 1 });
    expect(answers[0]?.headers.get('ratelimit')).toBe('"syncs";r=59;t=60');
    expect(answers[60]?.headers.get('retry-after')).toBe('60');
    clock.advance(60_000);
    const headers = { 'if-none-match': String(answers[0]?.headers.get('etag')) };
    const again = [await fetch(hub.feedUrl, { headers }), await fetch(hub.feedUrl, { headers })];
    expect(again.map(({ status }) => status)).toEqual([304, 429]);
  });
});

test('a hub that is killed gives nobody a fresh allowance, to within a second', async () => {
  hub = await startHub();
  const killed = await startHubProcess({ now: '2026-04-15T04:00:00Z' });
  const file = join(killed.dataDir, 'limits.sqlite');
  const stored = () => {
    const db = new Database(file, { readonly: true });
    const rows = db.prepare('SELECT use FROM used').all();
    db.close();
    return JSON.stringify(rows);
  };
  const rate_limits = { per_second: 2, per_minute: 30, per_day: 40 };
  await killed.call('PATCH', '/v2/tenant', { rate_limits });
  const answers = await many(5, () => killed.call('GET', '/v2/services'));
  expect(statuses(answers)).toEqual({ 200: 3, 429: 2 });
  expect(existsSync(file)).toBe(true);
  // Four requests of a day's milliseconds each, once the hub's own timer has put them down.
  await vi.waitFor(() => expect(stored()).toContain(String(4 * 86_400_000)), {
    timeout: 60_000,
    interval: 50,
  });
  await killed.kill();
  await killed.start();
  const after = await killed.call('GET', '/v2/services');
  expect([after.status, after.headers.get('ratelimit')]).toEqual([429, answers[4]?.headers.get('ratelimit')]);
  await killed.remove();
});
