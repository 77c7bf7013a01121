import type { Logger } from 'pino';
import type { SharingChange, SharingState } from '../../shared/lan/sharing.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { programVersion } from '../version.ts';
import { ownAddresses } from './addresses.ts';
import { type Announcement, announce } from './announce.ts';
import { forgetCertificate, type HubCertificate, hubCertificate } from './certificate.ts';
import { hubId } from './hub-id.ts';
import { type Answering, type Listeners, openListeners } from './listeners.ts';
import { readSetting, type SharingSetting, writeSetting } from './setting.ts';

/**
 * Letting other computers of the network reach this hub. Whether they do is a matter of this computer, kept beside its
 * databases; off, nothing listens beyond what the hub was started with.
 */
export interface Sharing {
  /** Stays the same for good. */
  readonly hubId: string;
  /** Made where there is none yet; rejects with `CertificateError`. */
  certificate(): Promise<HubCertificate>;
  /** Rejects with `CertificateError`. */
  state(): Promise<SharingState>;
  /** Keeps the choice and, where the hub runs, follows it; resolves when it has, or has found a problem. */
  set(change: SharingChange): Promise<void>;
  /** Makes a new certificate: every desk on the network has to be let in again. */
  renewCertificate(): Promise<HubCertificate>;
  /** Whether this computer is known on the network by that name or address. */
  isOwn(name: string): boolean;
  /** Begins to follow what is chosen; resolves when it does. */
  start(answering: Answering): Promise<void>;
  /** Looks whether something changed: the choice, made by another process; the networks; what was in the way. */
  look(): Promise<void>;
  stop(): Promise<void>;
  /** Whether it is reached from the network at this moment. */
  isShared(): boolean;
  /** Hears whenever the hub begins or ceases to be reached from the network; the answer ends that. */
  onChange(listener: (isShared: boolean) => void): () => void;
}

interface Kept {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
}

export function keepSharing({ config, log, store }: Kept): Sharing {
  const { dataDir } = config;
  const listening = new Set<(isShared: boolean) => void>();
  let id: string | undefined;
  let certificate: Promise<HubCertificate> | undefined;
  let answering: Answering | undefined;
  /** What was last followed, and what came of it. */
  let followed: SharingSetting | undefined;
  let open: Listeners = {};
  let announced: { readonly what: string; readonly made: Announcement } | undefined;
  let own = ownAddresses();
  let running: Promise<unknown> = Promise.resolve();
  /** Listeners that finish what they are answering. */
  let closing: Promise<unknown> = Promise.resolve();

  function theId(): string {
    id ??= hubId(dataDir);
    return id;
  }

  function theCertificate(): Promise<HubCertificate> {
    certificate ??= hubCertificate(dataDir, theId());
    certificate.catch(() => {
      certificate = undefined;
    });
    return certificate;
  }

  function practiceName(): string {
    const [tenant] = store.tenants();
    return (tenant !== undefined && store.practice(tenant)?.name) || 'Dunebook';
  }

  /** One after the other, whoever asks. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = running.then(work);
    running = turn.catch(() => undefined);
    return turn;
  }

  /** Opens and closes what the setting says; what it says as before goes on, desks' streams with it. */
  async function follow(setting: SharingSetting): Promise<void> {
    if (!answering) return;
    const before = open;
    const stays = {
      https: setting.on && setting.port === followed?.port ? before.https : undefined,
      feeds: setting.on && setting.feeds ? before.feeds : undefined,
    };
    followed = setting;
    // Not waited for: whoever switches it off may be answered by the very listener that closes.
    const gone = [stays.https ? undefined : before.https, stays.feeds ? undefined : before.feeds];
    closing = Promise.all([closing, ...gone.map((listener) => listener?.close())]);
    const wanted = {
      certificate: theCertificate,
      port: setting.port ?? config.sharingPort,
      feedsPort: setting.feeds ? config.feedsPort : undefined,
    };
    open = setting.on ? await openListeners(wanted, answering, stays) : {};
    if (open.problem && open.problem !== before.problem)
      log.warn({ err: open.error }, 'the hub cannot be reached on the network as it should');
    await tellNetwork();
    const isShared = open.https !== undefined;
    if (isShared !== (before.https !== undefined)) for (const listener of listening) listener(isShared);
  }

  /** Announces what there is to announce, where it is another than before. */
  async function tellNetwork(): Promise<void> {
    const port = open.https?.port;
    const { fingerprint } = port === undefined ? { fingerprint: '' } : await theCertificate();
    const what = {
      name: practiceName(),
      hubId: theId(),
      version: programVersion,
      fingerprint,
      port: port ?? 0,
      addresses: own.shown,
    };
    const text = port === undefined ? '' : JSON.stringify(what);
    if (text === (announced?.what ?? '')) return;
    await announced?.made.end();
    announced = undefined;
    if (port !== undefined) announced = { what: text, made: await announce(what, log) };
  }

  return {
    get hubId() {
      return theId();
    },
    certificate: theCertificate,
    async state() {
      const setting = answering ? (followed ?? readSetting(dataDir)) : readSetting(dataDir);
      const port = open.https?.port ?? setting.port ?? config.sharingPort;
      const { fingerprint } = await theCertificate();
      const reached = open.https !== undefined || (setting.on && !answering);
      return {
        on: setting.on,
        port,
        feeds: { on: setting.feeds, port: open.feeds?.port ?? config.feedsPort },
        hub_id: theId(),
        name: practiceName(),
        fingerprint,
        addresses: reached && port > 0 ? own.shown.map((host) => ({ host, port })) : [],
        announced: announced?.made.stands() ?? false,
        ...(open.problem && { problem: open.problem }),
      };
    },
    set({ on, port, feeds_over_http }) {
      return inTurn(async () => {
        const before = readSetting(dataDir);
        const chosen = port ?? before.port;
        const setting = {
          on,
          ...(chosen !== undefined && { port: chosen }),
          feeds: feeds_over_http ?? before.feeds,
        };
        await writeSetting(dataDir, setting);
        own = ownAddresses();
        await follow(setting);
      });
    },
    renewCertificate() {
      return inTurn(async () => {
        await forgetCertificate(dataDir);
        certificate = undefined;
        const made = await theCertificate();
        const chosen = followed;
        if (chosen?.on) {
          await follow({ ...chosen, on: false });
          await follow(chosen);
        }
        return made;
      });
    },
    isOwn: (name) => own.names.has(name),
    start(answers) {
      return inTurn(async () => {
        answering = answers;
        await follow(readSetting(dataDir));
      });
    },
    look() {
      return inTurn(async () => {
        const setting = readSetting(dataDir);
        if (setting.on) own = ownAddresses();
        if (open.problem || JSON.stringify(setting) !== JSON.stringify(followed)) await follow(setting);
        else await tellNetwork();
      });
    },
    stop() {
      return inTurn(async () => {
        answering = undefined;
        await announced?.made.end();
        announced = undefined;
        await Promise.all([closing, open.https?.close(), open.feeds?.close()]);
        open = {};
      });
    },
    isShared: () => open.https !== undefined,
    onChange(listener) {
      listening.add(listener);
      return () => listening.delete(listener);
    },
  };
}
