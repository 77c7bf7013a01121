import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type DeskSession, deskSession } from '../../shared/wire/desk-session.ts';
import type { HubContext } from '../context.ts';

type Keeper = Pick<HubContext, 'secret'>;

/**
 * Signs who has signed in at which desk. It says all that there is to check but what may change, so that a hub that was
 * restored from a backup, and has forgotten the sign-in, knows its own word (rules S7, S12).
 */
export function signDeskSession(hub: Keeper, session: DeskSession): string {
  const said = encodeURIComponent(JSON.stringify(session));
  return `${said}.${signatureOf(hub, said).toString('base64url')}`;
}

/** What this hub signed; undefined where it did not. */
export function readDeskSession(hub: Keeper, text: string): DeskSession | undefined {
  const dot = text.lastIndexOf('.');
  const said = text.slice(0, Math.max(dot, 0));
  const shown = Buffer.from(text.slice(dot + 1), 'base64url');
  const right = signatureOf(hub, said);
  if (shown.length !== right.length || !timingSafeEqual(shown, right)) return undefined;
  return deskSession.safeParse(JSON.parse(decodeURIComponent(said))).data;
}

function signatureOf(hub: Keeper, said: string): Buffer {
  return createHmac('sha256', keyOf(hub)).update(said).digest();
}

/** A key of its own, so that nothing signed for another purpose counts here. */
function keyOf({ secret }: Keeper): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), 'sessions of staff at desks', 32));
}
