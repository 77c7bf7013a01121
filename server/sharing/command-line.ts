import { createInvite } from '../../shared/commands/access/create-access.ts';
import { writeAddress } from '../../shared/lan/address.ts';
import { writeJoinLink } from '../../shared/lan/link.ts';
import type { SharingState } from '../../shared/lan/sharing.ts';
import { madeByHub } from '../access/grant.ts';
import { newCode } from '../access/pairing-codes.ts';
import type { HubContext } from '../context.ts';

/** What the command line says of sharing; `running`: a hub works on the folder. */
export function sharingText(state: SharingState, running: boolean): string {
  const addresses = state.addresses.map((address) => `  https://${writeAddress(address)}`);
  const lines = state.on
    ? ['Other computers on the network may reach this hub:', ...addresses]
    : ['No other computer reaches this hub: sharing is off'];
  const feeds = state.feeds.on
    ? `Calendar feeds also without encryption, port ${state.feeds.port}`
    : 'Calendar feeds only with encryption';
  if (state.on) lines.push(feeds, certificateText(state));
  if (state.on && !running) lines.push('The hub does not run now: this holds as soon as it does');
  return lines.join('\n');
}

/** By what people compare certificates: `SHA-256 ab12 cd34 …`. */
export function certificateText({ fingerprint }: Pick<SharingState, 'fingerprint'>): string {
  return `Certificate SHA-256 ${fingerprint.match(/.{4}/g)?.join(' ') ?? ''}`;
}

/**
 * Lets one desk in: a link for a browser of this computer; where the hub is shared, a code to type and a link to open on
 * another one, too.
 * @param here where the hub is reached from this computer
 */
export async function invitationText(
  hub: HubContext,
  tenant: string,
  { here, minutes }: { readonly here: string; readonly minutes: number },
): Promise<string> {
  const state = await hub.sharing.state();
  const { code, kept } = await newCode(hub, state.fingerprint);
  const made = await madeByHub(hub, tenant, createInvite, { valid_minutes: minutes, ...kept });
  const invitation = String(made.invitation);
  const lines = [`${here}/#invitation=${invitation}`];
  const [address] = state.addresses;
  if (address) {
    const name = hub.stores.live.practice(tenant)?.name ?? state.name;
    const { addresses, fingerprint } = state;
    lines.push(writeJoinLink({ addresses, fingerprint, invitation, name }));
    lines.push(`${code} at ${writeAddress(address)}`);
  }
  return lines.join('\n');
}
