import type { Actor, Command } from '../../shared/commands/define.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import type { Device } from '../../shared/resources/access.ts';
import type { Staff } from '../../shared/resources/staff.ts';
import { type Scope, scopesAtDesk } from '../../shared/scopes.ts';
import type { DeskSession } from '../../shared/wire/desk-session.ts';
import type { Caller } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import type { Mode, Tx } from '../store/store.ts';
import { readDeskSession } from './desk-session.ts';

/** A desk's own name and id. */
type Desk = NonNullable<Actor['desk']>;

/** Who did something at a desk, and what has to hold still when it is carried out. */
export interface Author {
  readonly actor: Actor;
  /** Looked at in the transaction: devices and roles may have changed since. */
  require(tx: Tx): Promise<Refusal | undefined>;
}

/**
 * Who made an intent: the desk itself, or the person whose signed session it carries, who may do what both the desk and
 * their present role allow (rule S12). Refuses with the reason, never for the time that has passed.
 */
export function authorOf(
  hub: HubContext,
  caller: Caller,
  text: string | undefined,
  command: Command,
): Author | Refusal {
  const { mode, tenant, actor } = caller;
  if (text === undefined) {
    if (signInAt(hub, mode, tenant)) return needsPerson();
    return { actor, require: async () => undefined };
  }
  const session = sessionOf(hub, { mode, tenant }, text);
  if (isRefusal(session)) return session;
  const person = personAt(hub, session, actor);
  if (isRefusal(person)) return person;
  return {
    // What their role allows is asked below, with the reason.
    actor: { ...person, scopes: person.scopes.union(new Set([command.scope])) },
    async require(tx) {
      const member = await tx.get('staff', session.staff);
      if (!member) return removed();
      const foreign = await unlessOf(tx, session, actor);
      if (foreign || scopesAtDesk(member.role).has(command.scope)) return foreign;
      return outsideRole(member, command.scope);
    },
  };
}

/** Whoever is signed in at a desk that asks over REST, by the session it shows with the request. */
export function personAtDesk(
  hub: HubContext,
  { mode, tenant }: Pick<Caller, 'mode' | 'tenant'>,
  desk: Desk,
  text: string,
): Actor | Refusal {
  const session = sessionOf(hub, { mode, tenant }, text);
  if (isRefusal(session)) return session;
  return session.device === desk.id ? personAt(hub, session, desk) : ofAnotherDesk();
}

/** Whether the practice wants a person behind everything that is done at its desks. */
export function signInAt(hub: HubContext, mode: Mode, tenant: string): boolean {
  return hub.stores[mode].practice(tenant)?.desk_sign_in === true;
}

function sessionOf(
  hub: HubContext,
  { mode, tenant }: Pick<Caller, 'mode' | 'tenant'>,
  text: string,
): DeskSession | Refusal {
  const session = readDeskSession(hub, text);
  if (!session)
    return refuse('forbidden', 'This hub did not sign this session; sign in again', {
      reason: 'session_unknown',
    });
  return session.tenant === tenant && session.mode === mode ? session : ofAnotherDesk();
}

function personAt(hub: HubContext, session: DeskSession, { id, name }: Desk): Actor | Refusal {
  const member = hub.stores[session.mode].staffMember(session.tenant, session.staff);
  if (!member) return removed();
  return {
    kind: 'staff',
    id: member.id,
    name: member.name,
    scopes: scopesAtDesk(member.role),
    desk: { id, name },
  };
}

/**
 * A session is of the desk that shows it, of what that desk was before it was let in again, or of one of which a hub that
 * was restored knows nothing any more.
 */
async function unlessOf(tx: Tx, { device }: DeskSession, desk: Desk): Promise<Refusal | undefined> {
  const seen = new Set<string>();
  for (let id: string | undefined = desk.id; id !== undefined && !seen.has(id); ) {
    if (id === device) return undefined;
    seen.add(id);
    const known: Device | undefined = await tx.get('devices', id);
    id = known?.replaces;
  }
  return (await tx.get('devices', device)) ? ofAnotherDesk() : undefined;
}

function needsPerson(): Refusal {
  return refuse('forbidden', 'The practice wants somebody signed in at the desk for this', {
    reason: 'sign_in',
  });
}

function removed(): Refusal {
  return refuse('forbidden', 'Whoever did this does not work here any more', { reason: 'staff_removed' });
}

function ofAnotherDesk(): Refusal {
  return refuse('forbidden', 'This session was opened at another desk', {
    reason: 'session_of_another_desk',
  });
}

function outsideRole({ role }: Staff, scope: Scope): Refusal {
  return refuse('forbidden', `The role ${role} may not do this: it needs the scope ${scope}`, {
    reason: 'role',
    role,
    scope,
  });
}
