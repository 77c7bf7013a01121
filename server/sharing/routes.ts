import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { type SharingState, sharingChange, sharingState } from '../../shared/lan/sharing.ts';
import type { Call, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';
import { CertificateError } from './certificate.ts';

const common = {
  path: '/v2/sharing',
  tag: 'sharing',
  answers: [{ status: 200, description: 'How it stands', schema: sharingState }],
} as const;

/** Whether other computers of the network may reach this hub. */
export const sharingRoutes: readonly Route[] = [
  {
    ...common,
    method: 'GET',
    operation: 'sharing_get',
    summary: 'Whether other computers on the network may reach this hub, and how they do',
    scope: 'practice:read',
    errors: ['unavailable'],
    handle: async (call) => reply(call),
  },
  {
    ...common,
    method: 'PUT',
    operation: 'sharing_set',
    summary: 'Let other computers on the network reach this hub, or cease to',
    scope: 'hub:manage',
    body: sharingChange,
    writes: true,
    errors: ['validation_failed', 'forbidden', 'unavailable'],
    async handle(call) {
      const change = z.safeDecode(sharingChange, Object(call.body));
      if (!change.success) throw new RefusalError(invalid(change.error));
      if (call.caller.mode !== 'live')
        throw new RefusalError(
          refuse('forbidden', 'The sandbox is shared with what is live, by a key of that'),
        );
      await call.hub.sharing.set(change.data);
      return reply(call);
    },
  },
];

async function reply({ hub }: Call) {
  return { status: 200, body: await sharingOf(hub), headers: { 'Cache-Control': 'no-store' } };
}

/** How it stands; 503 `unavailable`, in words for people, where the certificate's files are damaged. */
export async function sharingOf(hub: HubContext): Promise<SharingState> {
  try {
    return await hub.sharing.state();
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new RefusalError(refuse('unavailable', error.message));
  }
}
