import type { Intent } from '../../renderer/data/types.ts';
import { commandOf } from '../../shared/commands/index.ts';
import { staff } from '../../shared/resources/staff.ts';
import { type Scope, scopesAtDesk } from '../../shared/scopes.ts';
import type { HubState } from './hub-state.ts';
import type { World } from './world.ts';

/** Who there may be behind what was refused for the person. */
const reasons = ['staff_removed', 'role', 'session_of_another_desk'];

/**
 * S12: what was accepted is under the name of whoever did it, who worked there then and whose role allowed it then; what
 * was refused for the person names one of the reasons there are.
 */
export function checkPeople(
  { desks }: World,
  { log, bookings, intents }: HubState,
  attention: readonly (readonly Intent[])[],
): string[] {
  const wrong: string[] = [];
  const accepted = new Set(intents.filter(({ state }) => state === 'accepted').map(({ id }) => id));
  for (const booking of bookings)
    for (const [family, same] of Map.groupBy(desks.all, (desk) => desk.family)) {
      const devices = new Set(same.flatMap((desk) => desk.devices));
      const here = booking.history.filter(({ by, desk }) => devices.has(desk?.id ?? by));
      const done = desks.acts.filter(
        ({ desk, target, intent }) =>
          target === booking.id && desks.all[desk]?.family === family && accepted.has(intent),
      );
      if (!done.every(({ intent }) => desks.known.has(intent))) continue;
      const said = here.map(({ by, desk }) => (desk ? by : 'the desk')).toSorted();
      const did = done.map(({ by }) => by ?? 'the desk').toSorted();
      if (said.join() !== did.join())
        wrong.push(`S12: the history of ${booking.id} names ${said}, at the desk it was ${did}`);
    }

  const scopes = new Map<string, ReadonlySet<Scope>>();
  for (const entry of log.entries) {
    if (entry.kind === 'change' && entry.resource === 'staff') {
      const role = staff.doc.shape.role.parse(Reflect.get(entry.doc, 'role'));
      if (entry.deleted) scopes.delete(entry.id);
      else scopes.set(entry.id, scopesAtDesk(role));
    }
    if (entry.kind !== 'event' || entry.event.actor.kind !== 'staff') continue;
    const { actor, type } = entry.event;
    const [resource] = type.split('.');
    const scope: Scope = resource === 'customer' ? 'customers:write' : 'bookings:write';
    if (!scopes.get(actor.id)?.has(scope))
      wrong.push(`S12: ${actor.id} did ${type} (${entry.seq}) without the role for it`);
  }

  for (const intent of attention.flat()) {
    if (intent.refusal?.code !== 'forbidden') continue;
    const reason = String(intent.refusal.details?.reason);
    const scope = commandOf(intent.command)?.scope;
    if (!reasons.includes(reason)) wrong.push(`S12: ${intent.id} (${scope}) was refused for ${reason}`);
    if (intent.session === null)
      wrong.push(`S12: ${intent.id} was refused for ${reason}, and nobody had signed in`);
  }
  return wrong;
}
