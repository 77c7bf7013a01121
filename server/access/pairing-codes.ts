import * as z from 'zod';
import { createInvite } from '../../shared/commands/access/create-access.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { readPairingCode, writePairingCode } from '../../shared/lan/code.ts';
import { writeJoinLink } from '../../shared/lan/link.ts';
import { fingerprint, hubAddress, type SharingState } from '../../shared/lan/sharing.ts';
import { definitions } from '../../shared/resources/index.ts';
import { carryOut } from '../api/carry-out.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';
import { deriveFromCode } from '../joining.ts';
import { sharingOf } from '../sharing/routes.ts';
import { sealSecret } from './sealed.ts';
import { hashSecret } from './secrets.ts';

const request = z.strictObject({ valid_minutes: createInvite.args.shape.valid_minutes });

const answer = definitions.invites.wire.extend({
  invitation: z.string().meta({ description: 'Shown once, and never again' }),
  code: z.string().meta({
    description: 'The same for whoever types: 8 characters of Crockford’s base 32; shown once',
    example: 'K7QM-2XPD',
  }),
  link: z.string().meta({ description: 'All of it for a QR code; shown once' }),
  fingerprint,
  addresses: z
    .array(hubAddress)
    .meta({ description: 'Where desks reach the hub; none while it is not shared' }),
  hub_id: z.uuid(),
});

/** Invitations: what a person hands to another desk, as a link, as a picture, or said aloud. */
export const pairingCodesRoute: Route = {
  method: 'POST',
  path: '/v2/devices/pairing-codes',
  operation: 'invites_create',
  tag: 'invites',
  summary: createInvite.summary,
  scope: createInvite.scope,
  body: request,
  writes: true,
  answers: [
    { status: 201, description: 'The pairing code; what lets in is in this answer alone', schema: answer },
  ],
  errors: ['validation_failed', 'forbidden', 'unavailable'],
  async handle(call) {
    const { hub, caller } = call;
    const asked = z.safeDecode(request, Object(call.body));
    if (!asked.success) throw new RefusalError(invalid(asked.error));
    if (caller.mode !== 'live')
      throw new RefusalError(refuse('forbidden', 'Desks are let into what is live, by a key of that'));
    const state = await sharingOf(hub);
    const made = await newCode(hub, state.fingerprint);
    const args = { ...asked.data, ...made.kept };
    const { outcome, headers } = await carryOut(call, createInvite, args, { code: made.code });
    const shown = { ...outcome.doc, ...outcome.shownOnce };
    return {
      status: 201,
      body: { ...shown, ...hubIn(state), link: linkOf(call, state, shown) },
      headers: { 'Cache-Control': 'no-store', ...headers },
    };
  },
};

/** A new short code, and what is kept of it: nothing from which it could be read or tried without the certificate. */
export async function newCode(hub: HubContext, print: string) {
  const code = writePairingCode(hub.randomBytes(5));
  const { invitation, proof } = await deriveFromCode(readPairingCode(code) ?? '', print);
  return { code, kept: { code_hash: hashSecret(invitation), code_proof: sealSecret(hub, proof) } };
}

/** What a desk elsewhere needs to know of the hub besides. */
function hubIn({ fingerprint, addresses, hub_id }: SharingState) {
  return { fingerprint, addresses, hub_id };
}

function linkOf({ hub, caller }: Call, state: SharingState, { invitation }: Record<string, unknown>): string {
  const name = hub.stores.live.practice(caller.tenant)?.name ?? state.name;
  return writeJoinLink({ ...hubIn(state), name, invitation: String(invitation) });
}
