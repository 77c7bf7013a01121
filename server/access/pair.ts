import * as z from 'zod';
import { pairDevice } from '../../shared/commands/access/pair-device.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { pairAnswer, pairRequest } from '../../shared/wire/pair.ts';
import type { Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import { asHub } from './grant.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A desk shows its one-time invitation and gets a token of its own; being on loopback alone proves nothing. */
export const pairRoute: Route = {
  method: 'POST',
  path: '/v2/devices/pair',
  operation: 'devices_pair',
  tag: 'devices',
  summary: 'Let a desk in that holds an invitation',
  scope: 'public',
  body: pairRequest,
  answers: [{ status: 201, description: 'The desk’s token, shown once', schema: pairAnswer }],
  errors: ['validation_failed', 'unauthorized'],
  async handle({ hub, body }) {
    const request = z.safeDecode(pairRequest, Object(body));
    if (!request.success) throw new RefusalError(invalid(request.error));
    const invite = hub.stores.live.lookup('invites', hashSecret(request.data.invitation));
    if (!invite)
      throw new RefusalError(refuse('unauthorized', 'This invitation is not known here; ask for a new one'));
    const token = newSecret('dsk_live_');
    const device_id = hub.makeId('dev');
    const args = { id: device_id, name: request.data.name, hash: hashSecret(token), invite_id: invite.id };
    await asHub(hub, invite.tenant_id, pairDevice, args);
    return { status: 201, body: { device_id, tenant_id: invite.tenant_id, token } };
  },
};
