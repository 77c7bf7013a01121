import { type Refusal, refuse } from '../../errors.ts';
import { typesFor, type Webhook } from '../../resources/webhooks.ts';
import type { Scope } from '../../scopes.ts';
import type { Ctx, MadeSecret } from '../define.ts';

/** The hub signs with it, so it is kept sealed and not as a hash. */
export const signingSecret: MadeSecret = { made: () => 'whsec_', readBack: true, shownAs: 'secret' };

type Choice = Pick<Webhook, 'events' | 'api_version'>;

/** Why an endpoint may not be told what it asks for: nobody has others told what they may not read (rule P4). */
export function unlessTold(choice: Choice, ctx: Ctx): Refusal | undefined {
  const path = 'events';
  const message = 'none of them is an event that the payload v1 tells of';
  if (typesFor(choice).length === 0)
    return refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] });
  const needed: Scope[] = choice.api_version === 'v1' ? ['events:read', 'customers:read'] : ['events:read'];
  const missing = needed.find((scope) => !ctx.actor.scopes.has(scope));
  if (missing === undefined) return undefined;
  return refuse('forbidden', `This needs the scope ${missing}`, { scope: missing });
}
