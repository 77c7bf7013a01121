import * as z from 'zod';
import { replaceDevice } from '../../shared/commands/access/replace-device.ts';
import { RefusalError } from '../../shared/errors.ts';
import { carryOut } from '../api/carry-out.ts';
import type { Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';

/**
 * A desk that showed no old token when it was let in, because the hub had another certificate than when that was given,
 * says which desk it was. The token itself goes nowhere: a hash opens nothing.
 */
const replaceRequest = z.strictObject({
  token_hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: 'SHA-256 of the token that it had before, in lower-case hex digits' }),
});

/** A desk that was let in again says which one it was: what it did under the sessions of that counts on. */
export const replaceRoute: Route = {
  method: 'POST',
  path: '/v2/devices/replace',
  operation: 'devices_replace',
  tag: 'devices',
  summary: replaceDevice.summary,
  scope: replaceDevice.scope,
  body: replaceRequest,
  writes: true,
  answers: [
    {
      status: 204,
      description: 'Noted, now or before: the token it had is refused, its sessions are this desk’s',
    },
  ],
  errors: ['validation_failed', 'not_found', 'forbidden', 'invalid_transition'],
  async handle(call) {
    const asked = z.safeDecode(replaceRequest, Object(call.body));
    if (!asked.success) throw new RefusalError(invalid(asked.error));
    const { headers } = await carryOut(call, replaceDevice, { hash: asked.data.token_hash });
    return { status: 204, headers };
  },
};
