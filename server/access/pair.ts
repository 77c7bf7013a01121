import * as z from 'zod';
import { pairDevice } from '../../shared/commands/access/pair-device.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { Invite } from '../../shared/resources/access.ts';
import { pairAnswer, pairRequest } from '../../shared/wire/pair.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import { asHub } from './grant.ts';
import { openSecret } from './sealed.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A desk shows its one-time invitation and gets a token of its own; being on loopback alone proves nothing. */
export const pairRoute: Route = {
  method: 'POST',
  path: '/v2/devices/pair',
  operation: 'devices_pair',
  tag: 'devices',
  summary: 'Let a desk in that holds an invitation',
  scope: 'public',
  anyBearer: true,
  body: pairRequest,
  answers: [{ status: 201, description: 'The desk’s token, shown once', schema: pairAnswer }],
  errors: ['validation_failed', 'unauthorized', 'account_locked', 'rate_limited'],
  async handle(call) {
    const { hub, body } = call;
    const request = z.safeDecode(pairRequest, Object(body));
    if (!request.success) throw new RefusalError(invalid(request.error));
    const { name, install } = request.data;
    const invite = findInvite(call, hashSecret(request.data.invitation));
    const token = newSecret('dsk_live_');
    const device_id = hub.makeId('dev');
    await asHub(hub, invite.tenant_id, pairDevice, {
      id: device_id,
      name,
      hash: hashSecret(token),
      invite_id: invite.id,
      ...(install && { install }),
      ...formerly(call, invite.tenant_id),
    });
    hub.pairingTries.right(call.remote);
    const proof = invite.byCode && invite.code_proof && openSecret(hub, invite.code_proof);
    return {
      status: 201,
      body: {
        device_id,
        tenant_id: invite.tenant_id,
        token,
        hub_id: hub.sharing.hubId,
        ...(proof && { proof }),
      },
      headers: { 'Cache-Control': 'no-store' },
    };
  },
};

/**
 * The invitation of that hash. Only those that are not known count as tries: who knows one has not guessed it. One of a
 * link, which nobody guesses, is taken however many tries there were: who tries codes keeps nobody else out.
 */
function findInvite({ hub, remote }: Call, hash: string): Invite & { readonly byCode: boolean } {
  const invite = hub.stores.live.lookup('invites', hash);
  if (invite?.hash === hash) return { ...invite, byCode: false };
  hub.pairingTries.check(remote);
  if (invite) return { ...invite, byCode: true };
  hub.pairingTries.wrong(remote);
  throw new RefusalError(refuse('unauthorized', 'This invitation is not known here; ask for a new one'));
}

/** What the desk was before, where it shows a token of this practice, be it revoked or replaced by now. */
function formerly({ hub, header }: Call, tenant: string): { replaces?: string } {
  const [, token] = /^Bearer (dsk_live_\w{10,190})$/i.exec(header('authorization') ?? '') ?? [];
  const device = token && hub.stores.live.lookup('devices', hashSecret(token));
  return device && device.tenant_id === tenant ? { replaces: device.id } : {};
}
