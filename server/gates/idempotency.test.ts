import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes, RefusalError, refuse } from '../../shared/errors.ts';
import { statusOf } from '../api/errors.ts';
import type { Call, Caller } from '../api/route.ts';
import { type Once, type Outcome, refused } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import type { StoredAnswer, Tx } from '../store/store.ts';
import { idempotencyGate } from './idempotency.ts';

const strong = '7d1f0f5e6e0e4a3c9a572b1b7f3f0c55';

/** What a hub remembers, and requests that come to its gate. */
function gate() {
  const stored = new Map<string, StoredAnswer>();
  const tx = {
    recall: (key: string) => stored.get(key),
    remember: (key: string, answer: StoredAnswer) => void stored.set(key, answer),
    forgetAnswers: () => 0,
  } as Partial<Tx> as Tx;
  const hub: Partial<HubContext> = { clock: () => 0, randomBytes: (count) => new Uint8Array(count) };
  const once = idempotencyGate(hub as HubContext);

  /** Runs `work` for a request with this idempotency key, and answers with what it would be told. */
  async function ask(
    key: string,
    work: () => Outcome,
    kind: Caller['kind'] = 'secret',
    bearer = 'sk_live_one',
  ): Promise<Outcome | ErrorCode> {
    const caller: Partial<Caller> = {
      kind,
      tenant: 'tnt_one',
      bearer,
      actor: { kind: 'key', id: 'key_one', name: 'One', scopes: new Set() },
    };
    const call: Partial<Call> = {
      caller: caller as Caller,
      method: 'POST',
      path: '/v2/bookings',
      body: {},
      header: (name) => (name === 'idempotency-key' ? key : undefined),
    };
    try {
      return await once(call as Call, async (memory?: Once) => {
        const before = memory?.recall(tx);
        if (before) return { ...before, replayed: true };
        const outcome = work();
        memory?.remember(tx, outcome);
        return outcome;
      });
    } catch (error) {
      if (error instanceof RefusalError) return error.refusal.code;
      throw error;
    }
  }
  return { ask, stored };
}

const made: Outcome = { ok: true, doc: { id: 'bk_one' }, shownOnce: { manage_token: 'secret' } };

describe('what is stored of an outcome', () => {
  test('a business refusal is, and what a later try may change is not', async () => {
    const { ask } = gate();
    const kept: string[] = [];
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      await ask(code, () => refused(refuse(code, 'no')));
      const again = await ask(code, () => made);
      if (Object(again).replayed) kept.push(code);
    }
    const wanted = Object.entries(statusOf)
      .filter(([code, status]) => ![401, 403, 429, 500, 503].includes(status) && code !== 'validation_failed')
      .map(([code]) => code);
    expect(kept.sort()).toEqual(wanted.sort());
    expect(kept).toEqual(
      expect.arrayContaining(['resource_unavailable', 'invalid_transition', 'version_conflict']),
    );
  });

  test('a secret key is shown its secrets again; a website’s key is not', async () => {
    const { ask, stored } = gate();
    await ask(strong, () => made);
    expect(await ask(strong, () => made)).toEqual({ ...made, replayed: true });
    stored.clear();
    expect(await ask(strong, () => made, 'public')).toEqual(made);
    expect(await ask(strong, () => made, 'public')).toEqual({
      ok: true,
      doc: { id: 'bk_one' },
      replayed: true,
    });
  });

  test('what was stored under the secret from before a rotation counts as another request, and is not done twice', async () => {
    const { ask } = gate();
    await ask('a', () => made, 'secret', 'sk_live_before');
    expect(await ask('a', () => made, 'secret', 'sk_live_after')).toBe('idempotency_key_reused');
  });
});

describe('keys', () => {
  test('of nobody are not kept: no secret is there to seal an answer under', async () => {
    const { ask, stored } = gate();
    await ask(strong, () => made, 'nobody', '');
    expect([stored.size, await ask(strong, () => made, 'nobody', '')]).toEqual([0, made]);
  });

  test('a website’s key needs 128 random bits, others need none', async () => {
    const { ask } = gate();
    const weak = [
      'a',
      'idem_unique_per_request',
      '7d1f0f5e-6e0e-4a3c-9a57-2b1b7f3f0c55',
      '01HXYZ123ABCDEFGHJKMNPQRST',
    ];
    for (const key of weak) {
      expect([key, await ask(key, () => made, 'public')]).toEqual([key, 'validation_failed']);
      expect(await ask(key, () => made)).toEqual(made);
    }
    expect(await ask(strong, () => made, 'public')).toEqual(made);
  });
});
