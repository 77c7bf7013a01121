import { hostname, networkInterfaces } from 'node:os';

/** How this computer is reached from others at this moment. */
export interface OwnAddresses {
  /** IP addresses to show and to announce, those of IPv4 first. */
  readonly shown: readonly string[];
  /** Every address and name, as a `Host` header has them without its port, in lower case. */
  readonly names: ReadonlySet<string>;
}

/** More than any computer of a practice has that is not full of virtual networks. */
const mostShown = 6;

export function ownAddresses(): OwnAddresses {
  const all = Object.values(networkInterfaces()).flatMap((each = []) => each);
  const outward = all.filter(({ internal, scopeid }) => !internal && !scopeid);
  const [v4, v6] = [outward.filter(isV4), outward.filter((each) => !isV4(each))];
  const own = hostname().toLowerCase();
  const hosts = all.map((each) => (isV4(each) ? each.address : `[${each.address}]`));
  return {
    shown: [...v4, ...v6].map(({ address }) => address).slice(0, mostShown),
    names: new Set([...hosts, own, own.endsWith('.local') ? own : `${own}.local`]),
  };
}

function isV4({ family }: { readonly family: string }): boolean {
  return family === 'IPv4';
}
