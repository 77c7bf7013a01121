import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { serviceType } from '../../shared/lan/sharing.ts';
import { onSocketError } from '../joining.ts';

/** What is said of the hub on the network to whoever asks (DNS-SD over mDNS): nothing that is a secret. */
export interface Announced {
  /** Of the practice. */
  readonly name: string;
  readonly hubId: string;
  readonly fingerprint: string;
  readonly version: string;
  /** Of the HTTPS listener. */
  readonly port: number;
  /** Own addresses; each of IPv4 is a network that is told. */
  readonly addresses: readonly string[];
}

/** An announcement that stands. */
export interface Announcement {
  /** Whether it could be made on any network. */
  stands(): boolean;
  /** Says goodbye, so that nobody looks for the hub any more. */
  end(): Promise<void>;
}

/** How long the goodbye may take, in milliseconds. */
const patience = 1000;

/** Announces the hub on each of the networks; one that does not work is no error, for there is always the address. */
export async function announce(announced: Announced, log: Logger): Promise<Announcement> {
  const { Bonjour } = await import('bonjour-service');
  const host = hostName();
  const speakers = announced.addresses.filter((address) => !address.includes(':')).map(speakOver);

  /*
   * A name of its own, since that of the computer belongs to the system, which answers for it; and another one with other
   * addresses, since whoever knows a name takes what they heard of it first for good.
   */
  function hostName(): string {
    const now = hash('sha256', announced.addresses.join(' '), 'hex').slice(0, 8);
    return `dunebook-${announced.hubId.slice(0, 8)}-${now}.local`;
  }

  function speakOver(address: string) {
    let works = true;
    const failed = (error: unknown) => {
      works = false;
      log.warn({ err: error, address }, 'the hub cannot be announced on this network');
    };
    const config = { interface: address, bind: '0.0.0.0' };
    const bonjour = new Bonjour(config as ConstructorParameters<typeof Bonjour>[0], failed);
    onSocketError(bonjour, failed);
    bonjour.publish({
      name: `Dunebook ${announced.hubId.slice(0, 8)}`,
      type: serviceType,
      port: announced.port,
      host,
      probe: false,
      txt: {
        name: fitting(announced.name),
        uuid: announced.hubId,
        version: announced.version,
        fp: announced.fingerprint.slice(0, 16),
      },
    });
    return {
      works: () => works,
      end: () =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(over, patience);
          function over() {
            clearTimeout(timer);
            bonjour.destroy(() => resolve());
          }
          if (works) bonjour.unpublishAll(over);
          else over();
        }),
    };
  }

  return {
    stands: () => speakers.some(({ works }) => works()),
    async end() {
      await Promise.all(speakers.map(({ end }) => end()));
    },
  };
}

/** One entry of a TXT record takes 255 bytes, its key among them. */
function fitting(name: string): string {
  let text = name;
  while (Buffer.byteLength(text) > 240) text = [...text].slice(0, -1).join('');
  return text;
}
