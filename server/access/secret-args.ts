import * as z from 'zod';
import { type GivenSecret, inputOf } from '../../shared/commands/define.ts';
import type { Refusal } from '../../shared/errors.ts';
import { invalid } from '../commands/invalid.ts';
import type { Execution } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import { sealSecret } from './sealed.ts';
import { hashSecret, newDigits, newKey, newSecret } from './secrets.ts';

/**
 * Takes the secrets out of a request before its transaction, since hashing a password takes its time: what was sent
 * becomes a hash, what is to be made is made (rule P2). Answers with a refusal where the arguments are wrong.
 */
export async function hashSecrets(hub: HubContext, request: Execution): Promise<Execution | Refusal> {
  const { command, mode } = request;
  const input = z.safeDecode(inputOf(command), request.args);
  if (!input.success) return invalid(input.error);
  const args = { ...request.args };
  const shown: Record<string, unknown> = { ...request.shownOnce };
  const hashes: Record<string, unknown> = {};
  for (const [name, secret] of Object.entries(command.secrets ?? {})) {
    if ('made' in secret) {
      const prefix = secret.made(input.data, mode, await documentOf(hub, request));
      const made = secret.readBack ? newKey(prefix) : newSecret(prefix);
      hashes[name] = secret.readBack ? sealSecret(hub, made) : hashSecret(made);
      if (secret.last4) hashes[secret.last4] = made.slice(-4);
      shown[secret.shownAs] = made;
    } else {
      const sent = input.data[secret.given];
      const password = typeof sent === 'string' ? sent : madeInstead(secret, shown);
      if (password !== undefined) hashes[name] = await hub.passwords.hash(password);
      delete args[secret.given];
    }
  }
  return { ...request, args: { ...args, ...hashes }, shownOnce: shown };
}

function madeInstead(secret: GivenSecret, shown: Record<string, unknown>): string | undefined {
  if (!secret.elseDigits) return undefined;
  const made = newDigits(secret.elseDigits);
  shown[secret.given] = made;
  return made;
}

/** The document that the request is about, where its secret depends on it. */
async function documentOf(hub: HubContext, { command, mode, tenant, args }: Execution) {
  const { id } = args;
  if (typeof id !== 'string') return undefined;
  return hub.stores[mode].read(tenant, (view) => view.get(command.resource, id));
}
