import { type HubAddress, hubAddress } from './sharing.ts';

/** `192.168.1.20:4651`, `[fd00::2]:4651` */
export function writeAddress({ host, port }: HubAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The address that somebody typed or a link names; without a port it is `usual`. Undefined where it is none. */
export function readAddress(text: string, usual?: number): HubAddress | undefined {
  const trimmed = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '');
  const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?))(?::(\d{1,5}))?$/i.exec(trimmed);
  const [, v6, name, port] = found ?? [];
  const host = (v6 ?? name)?.toLowerCase();
  return hubAddress.safeParse({ host, port: port === undefined ? usual : Number(port) }).data;
}
