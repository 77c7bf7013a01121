import { hkdfSync } from 'node:crypto';
import type { HubContext } from '../context.ts';
import { seal, unseal } from '../seal.ts';

/** What secrets are sealed with. */
export type Keeper = Pick<HubContext, 'secret' | 'randomBytes'>;

/** Seals a secret that the hub must read back (rule P2): base64url. */
export function sealSecret(hub: Keeper, secret: string): string {
  return Buffer.from(seal(keyOf(hub), hub.randomBytes(12), secret)).toString('base64url');
}

/** Opens what `sealSecret` made; throws where it was sealed by another hub. */
export function openSecret(hub: Keeper, sealed: string): string {
  return unseal(keyOf(hub), Buffer.from(sealed, 'base64url'));
}

/** A key of its own, so that nothing sealed for another purpose opens here. */
function keyOf({ secret }: Keeper): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), 'secrets that are read back', 32));
}
