import { type Refusal, refuse } from '../../errors.ts';
import { missingScope, scopesOfEvents } from '../../event-objects.ts';
import { typesFor, type Webhook } from '../../resources/webhooks.ts';
import type { Scope } from '../../scopes.ts';
import type { Ctx, MadeSecret } from '../define.ts';

/** The hub signs with it, so it is kept sealed and not as a hash. */
export const signingSecret: MadeSecret = { made: () => 'whsec_', readBack: true, shownAs: 'secret' };

/** How many endpoints a practice has at most, those that are switched off among them. */
export const mostEndpoints = 50;

type Choice = Pick<Webhook, 'events' | 'api_version'>;

/** What it takes to read what an endpoint is told (rule P4): the older payload has the customer’s name in it. */
export function scopesToTell(choice: Choice): ReadonlySet<Scope> {
  const needed = scopesOfEvents(typesFor(choice));
  return choice.api_version === 'v1' ? new Set<Scope>([...needed, 'customers:read']) : needed;
}

/** Why an endpoint may not be told what it asks for: nobody has others told what they may not read (rule P4). */
export function unlessTold(choice: Choice, ctx: Ctx): Refusal | undefined {
  const path = 'events';
  const message = 'none of them is an event that the payload v1 tells of';
  if (typesFor(choice).length === 0)
    return refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] });
  const missing = missingScope(scopesToTell(choice), ctx.actor.scopes);
  if (missing === undefined) return undefined;
  return refuse('forbidden', `This needs the scope ${missing}`, { scope: missing });
}
