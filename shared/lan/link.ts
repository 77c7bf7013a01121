import * as z from 'zod';
import { readAddress, writeAddress } from './address.ts';
import { fingerprint, type HubAddress } from './sharing.ts';

/** All that a desk needs to join a practice, as a QR code shows it. */
export interface JoinLink {
  /** Where the hub may be reached, the likeliest first; none where it was not shared. */
  readonly addresses: readonly HubAddress[];
  readonly fingerprint: string;
  /** One-time: `inv_…` */
  readonly invitation: string;
  /** Of the practice. */
  readonly name: string;
}

const start = 'dunebook://join?';
const invitation = z.string().regex(/^inv_[\w-]{20,196}$/);

/** `dunebook://join?v=1&a=192.168.1.20%3A4651&f=…&t=inv_…&n=Dune%20Clinic` */
export function writeJoinLink({ addresses, fingerprint, invitation, name }: JoinLink): string {
  const pairs = [
    ['v', '1'],
    ...addresses.map((address) => ['a', writeAddress(address)]),
    ['f', fingerprint],
    ['t', invitation],
    ['n', name],
  ];
  return start + pairs.map(([key, value = '']) => `${key}=${encodeURIComponent(value)}`).join('&');
}

/** What a link says; undefined where it is no such link, of a later form, or was damaged on its way. */
export function readJoinLink(text: string): JoinLink | undefined {
  const link = text.trim();
  if (!link.startsWith(start) || link.length > 4000) return undefined;
  const pairs = link
    .slice(start.length)
    .split('&')
    .map((pair) => pair.split('='));
  const all = (key: string) => pairs.flatMap(([name, value]) => (name === key ? [decoded(value)] : []));
  const addresses = all('a').map((value) => readAddress(value ?? ''));
  const known = addresses.filter((address) => address !== undefined);
  const print = fingerprint.safeParse(all('f')[0]);
  const shown = invitation.safeParse(all('t')[0]);
  if (all('v')[0] !== '1' || known.length !== addresses.length || !print.success || !shown.success)
    return undefined;
  return { addresses: known, fingerprint: print.data, invitation: shown.data, name: all('n')[0] ?? '' };
}

function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
