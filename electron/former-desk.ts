import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Fetch } from './forward.ts';
import type { Vault } from './vault.ts';

/** Where a desk says which one it was before. */
const replacePath = '/v2/devices/replace';

/** Stand-ins of the token that this desk has and of the one that it had, of which the hub is still to be told. */
export const formerDesk = z.object({ was: z.string(), is: z.string() });
export type FormerDesk = z.output<typeof formerDesk>;

/** Milliseconds for the hub to answer. */
const patience = 10_000;

/** The token's stand-in that a request shows, where the hub of this id gave the token. */
export async function shownBefore(request: Request, vault: Vault, hub: string): Promise<string | undefined> {
  const [, shown] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
  if (shown === undefined) return undefined;
  const real = await vault.real(shown, hub);
  return real === undefined || real === shown ? undefined : shown;
}

/**
 * Tells a hub that was proven which desk this one was. It gets the hash of the old token: enough to know it by, and
 * nothing that opens anything. False where it may be told once more, since nobody answered, or not to the point.
 */
export async function tellFormer(
  fetch: Fetch,
  vault: Vault,
  hub: string,
  { was, is }: FormerDesk,
): Promise<boolean> {
  const [old, own] = await Promise.all([vault.real(was, hub), vault.real(is, hub)]);
  if (old === undefined || own === undefined) return true;
  const token_hash = createHash('sha256').update(old).digest('hex');
  try {
    const answer = await fetch(replacePath, {
      method: 'POST',
      headers: { authorization: `Bearer ${own}`, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ token_hash })).buffer,
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    });
    await answer.body?.cancel();
    return answer.status < 500 && answer.status !== 429;
  } catch {
    return false;
  }
}
