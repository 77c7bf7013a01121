import { lookup } from 'node:dns/promises';

/** All addresses of a host's name; rejects where it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** As this computer resolves names: its hosts file, its network's servers. */
export const resolveName: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);
