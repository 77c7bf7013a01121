import { missing } from '../../shared/commands/common.ts';
import { RefusalError } from '../../shared/errors.ts';
import { definitions } from '../../shared/resources/index.ts';
import { cursorCodec } from '../api/cursor.ts';
import { exampleOf } from '../api/examples.ts';
import { notThere } from '../api/not-there.ts';
import { documentReply } from '../api/render.ts';
import type { Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import { duplicatesRoute } from './duplicates.ts';
import { importRoute } from './import.ts';
import { timelineRoute } from './timeline.ts';

/** What is asked of customers besides their documents. Listed before those: `duplicates` is no id. */
export function customerRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);
  return [duplicatesRoute(cursors), importRoute, timelineRoute(cursors), consentRoute];
}

const consentRoute: Route = {
  method: 'GET',
  path: '/v2/customers/{customer_id}/consents/{purpose}',
  operation: 'get_customer_consent',
  tag: 'consents',
  summary: 'What a customer said about one purpose, and everything they said before',
  scope: 'consents:read',
  answers: [
    {
      status: 200,
      description: 'The consent',
      schema: definitions.consents.wire,
      example: () => exampleOf(definitions.consents),
    },
    { status: 304, description: 'Unchanged since the ETag in If-None-Match' },
  ],
  errors: ['not_found', 'erased'],
  async handle(call) {
    const { hub, caller, params } = call;
    const { customer_id = '', purpose = '' } = params;
    return hub.stores[caller.mode].read(caller.tenant, async (view) => {
      const customer = await view.get('customers', customer_id);
      if (!customer) throw new RefusalError(notThere(view, 'customers', customer_id));
      const [consent] = await view.range('consents', [
        ['customer_id', '=', customer.id],
        ['purpose', '=', purpose],
      ]);
      if (!consent) throw new RefusalError(missing('consents', purpose));
      return documentReply(call, definitions.consents, consent);
    });
  },
};
