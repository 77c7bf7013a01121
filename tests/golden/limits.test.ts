import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingCreation, calendarSync, limitsOf } from '../../server/gates/plans.ts';
import type { Plan } from '../../shared/resources/practice.ts';
import { testClock } from '../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../kit/hub.ts';
import { referencePractice } from '../kit/practice.ts';
import { at, errorOf } from '../kit/rest.ts';
import { overviewLimits, refAuthentication, refPlans, refSays } from './documents.ts';

const rows: Readonly<Record<string, Plan>> = {
  'Free / Solo': 'solo',
  Starter: 'starter',
  Business: 'business',
  Scale: 'scale',
};

describe('REF: rate limits', () => {
  test('the table, digit by digit', () => {
    const ours = Object.entries(rows).map(([name, plan]) => {
      const quotas = limitsOf({ plan }, undefined).windows.map(({ quota }) => quota);
      const [second, minute, day] = quotas;
      const told = refPlans().find((row) => row.startsWith(name)) ?? '';
      expect(told.slice(name.length).replaceAll(',', '')).toBe(`${second}${minute}${day}`);
      return name;
    });
    expect(refPlans().map((row) => row.replace(/[\d,]+$|(Negotiated)+$/, ''))).toEqual([
      ...ours,
      'Enterprise',
    ]);
  });

  test('"bursts up to 2× steady rate are allowed"', () => {
    expect(refSays('We use leaky-bucket; bursts up to 2× steady rate are allowed.')).toBe(true);
    for (const plan of Object.values(rows)) {
      const [second] = limitsOf({ plan }, undefined).windows;
      expect(second?.burst).toBe(2 * Number(second?.quota));
    }
  });
});

describe('REF: "When rate-limited, you\'ll receive HTTP 429 with a Retry-After header."', () => {
  let hub: TestHub;
  const clock = testClock('2026-04-15T09:42:11Z');
  beforeAll(async () => {
    hub = await startHub({ clock, plan: 'solo' });
  });
  afterAll(() => hub.stop());

  test('that is what comes, in REF’s error envelope, and waiting as told is enough', async () => {
    expect(refSays("When rate-limited, you'll receive HTTP 429 with a Retry-After header.")).toBe(true);
    let answer: Answer;
    do answer = await hub.call('GET', '/v2/services');
    while (answer.status === 200);
    expect([answer.status, errorOf(answer)]).toEqual([429, 'rate_limited']);
    const wait = answer.headers.get('retry-after');
    expect(wait).toMatch(/^[1-9]\d*$/);
    clock.advance(Number(wait) * 1000);
    expect((await hub.call('GET', '/v2/services')).status).toBe(200);
  });
});

describe('REF: authentication', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
    await referencePractice(hub);
  });
  afterAll(() => hub.stop());

  test('the three documented headers are those that count', async () => {
    const {
      Authorization,
      'X-Tenant-Id': tenant,
      'X-Idempotency-Key': idempotencyKey,
      ...more
    } = refAuthentication();
    expect([Authorization, more]).toEqual([expect.stringMatching(/^Bearer sk_live_\w{24}$/), {}]);
    const foreign = await hub.call('GET', '/v2/services', undefined, { authorization: Authorization ?? '' });
    expect(errorOf(foreign)).toBe('unauthorized');
    expect(foreign.headers.get('www-authenticate')).toBe('Bearer');
    const elsewhere = await hub.call('GET', '/v2/services', undefined, { 'x-tenant-id': tenant ?? '' });
    expect([errorOf(elsewhere), elsewhere.status]).toEqual(['tenant_mismatch', 403]);
    const own = { 'x-tenant-id': hub.tenant, 'x-idempotency-key': idempotencyKey ?? '' };
    const first = await hub.call('POST', '/v2/customers', { name: 'Priya' }, own);
    const second = await hub.call('POST', '/v2/customers', { name: 'Priya' }, own);
    expect([first.status, second.headers.get('idempotent-replayed'), at(second.body, 'id')]).toEqual([
      201,
      'true',
      first.body.id,
    ]);
  });
});

describe('OVERVIEW: rate limits', () => {
  test('booking creation and calendar sync', () => {
    const per = { 60000: 'minute', 3600000: 'hour' } as Readonly<Record<number, string>>;
    const told = ({ quota, period }: typeof bookingCreation) => `${quota}/${per[period]}`;
    expect(overviewLimits()).toMatchObject({
      'Booking creation': told(bookingCreation),
      'Calendar sync': told(calendarSync),
    });
  });
});
