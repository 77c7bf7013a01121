import type { Browser, Service } from 'bonjour-service';
import { onSocketError } from '../server/joining.ts';
import { type NearbyHub, nearbyHub } from '../shared/ipc.ts';
import { type HubAddress, serviceType } from '../shared/lan/sharing.ts';

/** The hubs that announce themselves on this network (`_dunebook._tcp`). */
export interface Nearby {
  /** Begins to look around, and answers with what was heard of so far. */
  hubs(): Promise<readonly NearbyHub[]>;
  stop(): void;
}

/** Milliseconds after the last question in which it goes on listening. */
const listensFor = 60_000;

/** Hubs that are heard of at a time, and addresses of each: anybody may announce as many as they like. */
const mostHubs = 50;
const mostAddresses = 16;

/** As much of an announcement as is read. */
type Announced = Pick<Service, 'txt' | 'port' | 'addresses' | 'referer'>;

/** What opens the door to multicast; a test has one of its own. */
export type Browse = () => Promise<{
  readonly browser: Pick<Browser, 'update' | 'expire'> & { readonly services: readonly Announced[] };
  end(): void;
}>;

/** Listens only while somebody asks. */
export function lookAround(browse: Browse = multicast): Nearby {
  let listening: ReturnType<Browse> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(timer);
    void listening?.then(({ end }) => end()).catch(() => undefined);
    listening = undefined;
  }

  return {
    stop,
    async hubs() {
      clearTimeout(timer);
      timer = setTimeout(stop, listensFor);
      timer.unref();
      listening ??= browse();
      try {
        const { browser } = await listening;
        browser.expire();
        browser.update();
        return browser.services.slice(0, mostHubs).flatMap((service) => hubOf(service) ?? []);
      } catch {
        // No network to listen on: nobody is near.
        listening = undefined;
        return [];
      }
    },
  };
}

async function multicast(): ReturnType<Browse> {
  const { default: bonjour } = await import('bonjour-service');
  const mdns = new bonjour.Bonjour({}, () => undefined);
  onSocketError(mdns, () => undefined);
  return { browser: mdns.find({ type: serviceType }), end: () => mdns.destroy() };
}

/** What an announcement says; nothing where it is not that of a hub. */
export function hubOf(service: Announced): NearbyHub | undefined {
  const { txt, port, addresses = [], referer } = service;
  const hosts = new Set([...(referer ? [referer.address] : []), ...addresses].filter(isReachable));
  return nearbyHub.safeParse({
    hub_id: txt?.uuid,
    name: txt?.name,
    version: txt?.version ?? '',
    fingerprint_start: txt?.fp ?? '',
    addresses: [...hosts]
      .sort(numbersFirst)
      .slice(0, mostAddresses)
      .map((host) => ({ host, port })),
  }).data;
}

/** An address of the link alone means nothing without the name of the interface, which differs on each computer. */
function isReachable(host: string): boolean {
  return !/^fe80:/i.test(host);
}

/** Addresses such as 192.168.1.20 first: people can read them out. */
function numbersFirst(a: string, b: string): number {
  return Number(a.includes(':')) - Number(b.includes(':'));
}

/** One list without doubles; the first stay first. */
export function mergedAddresses(...lists: readonly (readonly HubAddress[])[]): HubAddress[] {
  const all = new Map(lists.flat().map((address) => [`${address.host} ${address.port}`, address]));
  return [...all.values()].slice(0, mostAddresses);
}
