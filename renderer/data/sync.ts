import { deskResources, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { dayLength, formatInstant, parseInstant } from '../../shared/time/instants.ts';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import type { Database } from './database.ts';
import { type Link, openLink } from './link.ts';
import type { Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import { openPusher, type PushDeps } from './push.ts';
import { openReplication } from './replication.ts';
import type { SyncStateStore } from './sync-state.ts';

export interface SyncDeps {
  readonly platform: Platform;
  readonly database: Database;
  readonly state: SyncStateStore;
  readonly outbox: Outbox;
  token(): string;
  /** Milliseconds by which this computer's clock is ahead of the hub's. */
  onSkew(ms: number): void;
  onTrouble: PushDeps['onTrouble'];
  /** What the hub alone knows may be different by now. */
  onNotice(): void;
  onRefused: PushDeps['onRefused'];
}

/** The conversation with the hub; of all windows of a desk, the leading one holds it. */
export interface Sync {
  readonly link: Link;
  close(): Promise<void>;
}

/** How long accepted intents are kept, to be sent again after a restore (rule S7). */
const keptFor = 30 * dayLength;

/**
 * Opens the conversation. A connection begins with the hub's epoch; then what waits is pushed; then everything is
 * pulled, so that the pulled documents contain what was pushed.
 */
export function openSync(deps: SyncDeps): Sync {
  const { platform, state, outbox, token } = deps;
  let messages: Promise<void> = Promise.resolve();
  let met = false;

  const link = openLink(platform, {
    token,
    waiting: () => outbox.signal.get().filter(({ state }) => state === 'pending').length,
    onMessage(message, first) {
      if (first) met = false;
      if (message.now !== undefined) compareClocks(message.now);
      messages = messages.then(() => hear(message, first)).catch(() => link.restart());
    },
  });
  const replication = openReplication({ ...deps, link });
  const pusher = openPusher({
    ...deps,
    link,
    onSettled: (intents) =>
      replication.resync(resourcesOf(intents.flatMap((intent) => intent.effects.map((one) => one.resource)))),
    onHubClock(now) {
      compareClocks(now);
      purgeOnce(parseInstant(now));
    },
  });

  function compareClocks(hubNow: string): void {
    deps.onSkew(platform.now() - parseInstant(hubNow));
  }

  async function hear(message: StreamMessage, first: boolean): Promise<void> {
    if (first) {
      await meetEpoch(message.epoch);
      met = true;
      await pusher.push();
      replication.resync(deskResources);
    } else if (message.epoch !== state.signal.get().epoch) link.restart();
    else replication.resync(resourcesOf(Object.keys(message.collections)));
    if (message.notice) deps.onNotice();
  }

  /** Another epoch is another hub, or the same one from a backup: what it accepted may be gone, so it is sent again. */
  async function meetEpoch(epoch: string): Promise<void> {
    const known = state.signal.get().epoch;
    if (known === epoch) return;
    if (known !== undefined) await outbox.resendAccepted();
    await state.update((before) => ({
      ...before,
      epoch,
      upTo: {},
      filled: [],
      stale: before.stale || known !== undefined,
    }));
  }

  let purged = false;
  function purgeOnce(hubNow: number): void {
    if (purged) return;
    purged = true;
    void outbox.purge(formatInstant(hubNow - keptFor));
  }

  const unwatch = outbox.signal.subscribe(() => {
    if (met && link.state.get() === 'online') void pusher.push();
  });

  return {
    link,
    async close() {
      unwatch();
      pusher.close();
      link.close();
      await replication.close();
    },
  };
}

function resourcesOf(names: readonly string[]): ResourceName[] {
  return [...new Set(names)].filter(isResourceName);
}
