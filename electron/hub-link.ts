import type { HubTarget, LanHub } from '../shared/ipc.ts';
import type { HubAddress } from '../shared/lan/sharing.ts';
import type { Fetch } from './forward.ts';
import { mergedAddresses } from './nearby.ts';
import { pinnedFetch, urlOf } from './pinned.ts';

/** The way to one hub on another computer, by whichever of its addresses works. */
export interface HubLink {
  readonly hub: LanHub;
  /** Asks it at the address that worked last. A request that fails is not sent again: whoever made it knows whether to. */
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  problem(): (HubTarget & { kind: 'lan' })['problem'];
  /** Where it is looked for, one after the other. */
  tries(): readonly HubAddress[];
}

interface HubLinkOptions {
  readonly hub: LanHub;
  /** Milliseconds, of a clock that never steps. */
  readonly clock: () => number;
  /** Under which addresses the hub announces itself now; they prove nothing, its certificate does. */
  readonly announced: () => Promise<readonly HubAddress[]>;
  /** It was reached at this address, which was not known before. */
  readonly onMoved: (addresses: readonly HubAddress[]) => void;
}

/** Milliseconds after which a request that was given up unanswered says that nobody answers at an address. */
const silent = 5_000;

/** Opens the way; nothing is asked before the first request. */
export function openHubLink({ hub, clock, announced, onMoved }: HubLinkOptions): HubLink {
  let addresses: readonly HubAddress[] = hub.addresses;
  let at = 0;
  let other = false;
  let problem: (HubTarget & { kind: 'lan' })['problem'];
  const ask: Fetch = pinnedFetch(hub.fingerprint, () => {
    other = true;
  });

  function known(address: HubAddress): boolean {
    return hub.addresses.some(({ host, port }) => host === address.host && port === address.port);
  }

  /** The next request goes to the next address, or to where the hub announces itself by now. */
  function failed(address: HubAddress): void {
    // Who announces the hub without being it does not make the hub another one.
    if (other && known(address)) problem = 'other_certificate';
    else if (problem !== 'other_certificate') problem = 'away';
    at += 1;
    void announced().then((now) => {
      addresses = mergedAddresses(hub.addresses, now);
    });
  }

  return {
    hub,
    problem: () => problem,
    tries: () => addresses,
    async fetch(path, init) {
      const address = addresses[at % addresses.length] ?? hub.addresses[0];
      if (!address) throw new Error('The hub has no address.');
      const began = clock();
      other = false;
      try {
        const answer = await ask(urlOf(address) + path, init);
        problem = undefined;
        if (!known(address)) onMoved(mergedAddresses([address], hub.addresses));
        return answer;
      } catch (error) {
        const givenUp = init.signal?.aborted === true && clock() - began < silent;
        if (!givenUp) failed(address);
        throw error;
      }
    },
  };
}
