import type { Refusal } from '../../shared/errors.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { type IntentOutcome, type PushAnswer, pushAnswer } from '../../shared/wire/intents.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { wholeSecond } from './clock.ts';
import { askHub, type HubAnswer, type HubTrouble, knownCode } from './hub.ts';
import type { StoredIntent } from './intent-schema.ts';
import type { Link } from './link.ts';
import { becomeNewInstall } from './new-install.ts';
import type { Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import type { SyncStateStore } from './sync-state.ts';

export interface PushDeps {
  readonly platform: Platform;
  readonly outbox: Outbox;
  readonly state: SyncStateStore;
  readonly link: Link;
  token(): string;
  /** The hub answered these. */
  onSettled(intents: readonly StoredIntent[]): void;
  /** The hub refused something that was done under a session. */
  onRefused(refusal: Refusal, session: string | null): void;
  /** The hub says what time it is. */
  onHubClock(now: string): void;
  /** What keeps the hub from taking anything, as far as it says; undefined where nothing does. */
  onTrouble(trouble: HubTrouble | undefined): void;
}

/** Hands pending intents to the hub. */
export interface Pusher {
  /** Sends whatever is pending; resolves when all is answered or sending has to wait. */
  push(): Promise<void>;
  close(): void;
}

/** As many intents as one request may carry. */
const batchSize = 100;
/** Milliseconds until the next try where the connection stands but a request failed. */
const retryAfter = 2_000;

type Step = 'go on' | 'one by one' | 'wait';

/** What is on its way. */
interface Sent {
  readonly batch: readonly StoredIntent[];
  readonly answer: Promise<HubAnswer>;
}

/**
 * The push loop: pending intents in the order of `n`, the same ones again until they are answered (rules S2, S4). What
 * is sent next depends on numbers and answers alone, never on a clock (rules S1, S9).
 */
export function openPusher(deps: PushDeps): Pusher {
  const { platform, outbox, state, link } = deps;
  let running: Promise<void> | undefined;
  let wanted = false;
  let closed = false;
  let stopRetry: () => void = () => undefined;

  /** The first `limit` of those that come after number `after`. */
  function pending(after: number, limit?: number): StoredIntent[] {
    return outbox.signal
      .get()
      .filter(({ n, state }) => state === 'pending' && n > after)
      .slice(0, limit);
  }

  async function pushAll(): Promise<void> {
    let size = batchSize;
    let sent = send(pending(0, size));
    while (sent && !closed) {
      const { batch, answer } = sent;
      const got = await answer;
      const said = got.kind === 'ok' ? pushAnswer.safeParse(got.body).data : undefined;
      // To note an answer takes as long as the hub takes for the next ones: they go out meanwhile, where all is well.
      const next = isPlain(batch, said) ? send(pending(batch.at(-1)?.n ?? 0, batchSize)) : undefined;
      const step = await take(batch, got, said);
      if (step === 'wait') return retryLater();
      size = step === 'one by one' ? 1 : batchSize;
      sent = next ?? send(pending(0, size));
    }
  }

  /** Whether the hub accepted all of it, as this desk knows it: nothing that comes after it is changed by that. */
  function isPlain(batch: readonly StoredIntent[], said: PushAnswer | undefined): boolean {
    return (
      said !== undefined &&
      said.epoch === state.signal.get().epoch &&
      said.outcomes.length === batch.length &&
      said.outcomes.every((one, i) => one.state === 'accepted' && one.id === batch[i]?.id)
    );
  }

  function retryLater(): void {
    stopRetry();
    // Without a connection, the next one begins with a push.
    if (!closed && link.state.get() === 'online') stopRetry = platform.after(retryAfter, () => void push());
  }

  /** Begins to send them, if there are any. */
  function send(batch: readonly StoredIntent[]): Sent | undefined {
    const [first] = batch;
    if (!first) return undefined;
    const { install } = state.signal.get();
    const answer = askHub(platform, {
      method: 'POST',
      path: '/v2/sync/intents',
      token: deps.token(),
      body: {
        wire: wireVersion,
        install,
        intents: batch.map(wireForm),
        program: platform.program,
        waiting: pending(first.n - 1).length,
        clock: formatInstant(wholeSecond(platform.now())),
      },
      signal: link.signal(),
    });
    return { batch, answer };
  }

  async function take(
    batch: readonly StoredIntent[],
    answer: HubAnswer,
    said: PushAnswer | undefined,
  ): Promise<Step> {
    if (closed) return 'wait';
    deps.onTrouble(answer.kind === 'unreachable' ? answer.trouble : undefined);
    if (answer.kind === 'refused') return refused(batch, answer);
    return said ? answered(batch, said) : 'wait';
  }

  async function answered(
    batch: readonly StoredIntent[],
    { epoch, outcomes, now }: PushAnswer,
  ): Promise<Step> {
    deps.onHubClock(now);
    const sent = new Map(batch.map((intent) => [intent.n, intent]));
    const own = outcomes.filter((outcome) => sent.get(outcome.n)?.id === outcome.id && !isOfAClone(outcome));
    await outbox.settle(own, now);
    deps.onSettled(own.flatMap(({ n }) => sent.get(n) ?? []));
    for (const { n, refusal } of own)
      if (refusal)
        deps.onRefused({ ...refusal, code: knownCode(refusal.code) }, sent.get(n)?.session ?? null);
    if (outcomes.some(isOfAClone)) {
      // Only now: what was carried out under the old name must not go out again under the new one.
      await becomeNewInstall(state, platform, link);
      return 'go on';
    }
    if (epoch !== state.signal.get().epoch) link.restart();
    return own.length > 0 ? 'go on' : 'wait';
  }

  /** A request that was not carried out at all. */
  async function refused(
    batch: readonly StoredIntent[],
    { refusal }: HubAnswer & { kind: 'refused' },
  ): Promise<Step> {
    link.heed(refusal);
    const unreadable = ['validation_failed', 'payload_too_large', 'invalid_json'].includes(refusal.code);
    if (!unreadable) return 'wait';
    const [only, ...others] = batch;
    if (!only || others.length > 0) return 'one by one';
    // The hub can make nothing of this one, now or later: a person has to see it, and the others must go on.
    await outbox.settle(
      [
        {
          n: only.n,
          id: only.id,
          state: 'refused',
          refusal: { ...refusal, details: { ...refusal.details } },
        },
      ],
      formatInstant(wholeSecond(platform.now())),
    );
    deps.onSettled([only]);
    return 'one by one';
  }

  function push(): Promise<void> {
    stopRetry();
    wanted = true;
    running ??= pushWhileWanted();
    return running;
  }

  /** Ends in the same step in which it sees that nothing more was asked for, so that no call falls between. */
  async function pushWhileWanted(): Promise<void> {
    while (wanted && !closed) {
      wanted = false;
      // The store failed, or is closed: what could not be noted is still pending and goes out again.
      await pushAll().catch(retryLater);
    }
    running = undefined;
  }

  return {
    push,
    close() {
      closed = true;
      stopRetry();
    },
  };
}

function wireForm(intent: StoredIntent) {
  const { n, id, command, args, issued_at, depends_on, session } = intent;
  return { n, id, command, args, issued_at, depends_on, ...(session !== null && { session }) };
}

function isOfAClone({ refusal }: IntentOutcome): boolean {
  return refusal?.details?.reason === 'cloned_install';
}
