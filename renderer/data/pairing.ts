import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import { pairAnswer } from '../../shared/wire/pair.ts';
import { askHub } from './hub.ts';
import type { Platform } from './platform.ts';
import { readSession, type Session, writeSession } from './session.ts';

interface PairOptions {
  /** Of this desk, as the hub lists it. */
  readonly name?: string | undefined;
  /** Its local store. */
  readonly install?: string | undefined;
  /** What it had before: the hub then knows that it is the same desk. */
  readonly token?: string | undefined;
}

/**
 * Trades a one-time invitation for this desk's own token and stores that. Refuses with `unauthorized` where the
 * invitation was used or ran out, `unavailable` where the hub did not answer: it may have used the invitation up.
 */
export async function pair(
  platform: Platform,
  invitation: string,
  { name = platform.deskName, install, token }: PairOptions = {},
): Promise<Session | Refusal> {
  const answer = await askHub(platform, {
    method: 'POST',
    path: '/v2/devices/pair',
    body: { invitation: invitation.trim(), name, ...(install && { install }) },
    token,
  });
  if (answer.kind === 'refused') return answer.refusal;
  if (answer.kind === 'unreachable')
    return refuse(
      'unavailable',
      'The hub cannot be reached; should it refuse the invitation later, ask for a new one',
    );
  const paired = pairAnswer.safeParse(answer.body);
  if (!paired.success) return refuse('internal', 'The hub’s answer to the invitation makes no sense');
  const session = { ...paired.data, name };
  writeSession(platform.keyValue, session);
  return session;
}

/** What a hub that has no practice gave to this window instead of an invitation. */
export interface SetupPass {
  readonly setup: string;
}

/**
 * The stored session, or else the one that an invitation of this window gives; `undefined` where there is neither. A hub
 * that waits for its practice goes before a session, which was with another.
 */
export async function findSession(platform: Platform): Promise<Session | Refusal | SetupPass | undefined> {
  if (platform.setupSecret !== undefined) return { setup: platform.setupSecret };
  const known = readSession(platform.keyValue);
  if (known) return known;
  const invitation = await platform.takeInvitation(true);
  if (invitation?.startsWith('set_')) return { setup: invitation };
  return invitation === undefined ? undefined : pair(platform, invitation);
}

/** Pairs a desk again whose data belong to `tenant`; another practice's invitation would mix two stores (rule S10). */
export async function pairAgain(
  platform: Platform,
  tenant: string,
  invitation: string,
  options: Omit<PairOptions, 'token'> = {},
): Promise<Session | Refusal> {
  const before = readSession(platform.keyValue);
  const name = options.name ?? before?.name;
  const session = await pair(platform, invitation, { ...options, name, token: before?.token });
  if (isRefusal(session) || session.tenant_id === tenant) return session;
  if (before) writeSession(platform.keyValue, before);
  return refuse('tenant_mismatch', 'This invitation is of another practice; nothing was changed');
}
