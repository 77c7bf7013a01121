import { RefusalError, refuse } from '../../shared/errors.ts';
import { type BaseDoc, fieldOf, type ResourceDefinition } from '../../shared/resources/define.ts';
import { hashSecret } from '../access/secrets.ts';
import type { Call } from './route.ts';

/** The header in which a website's visitor shows the secret of their own document. */
export const manageHeader = 'X-Manage-Token';

/** The hash of the token that a visitor shows; 403 where they show none. */
export function manageHash(call: Call): string {
  const token = call.header(manageHeader);
  if (token) return hashSecret(token);
  throw new RefusalError(refuse('forbidden', `Send the booking's manage_token in ${manageHeader}`));
}

/** Whether a caller may read a document: a visitor only their own. Whoever shows no token learns nothing of what there is. */
export function mayRead(call: Call, { guest }: ResourceDefinition, doc: BaseDoc | undefined): boolean {
  if (!guest || call.caller.kind !== 'public') return true;
  const hash = manageHash(call);
  return doc !== undefined && fieldOf(doc, guest.secret) === hash;
}
