import type { Call } from '../api/route.ts';

/** What a desk says of itself. */
interface Said {
  readonly program?: string | undefined;
  readonly waiting?: number | undefined;
}

/** Notes it, so that whoever looks at the list of desks sees where something waits. */
export function noteDesk({ hub, caller }: Call, { program, waiting }: Said): void {
  if (caller.kind !== 'device' || (program === undefined && waiting === undefined)) return;
  const use = { mode: caller.mode, tenant: caller.tenant, of: 'devices' as const, id: caller.actor.id };
  const notes = { ...(program !== undefined && { program }), ...(waiting !== undefined && { waiting }) };
  hub.uses.note({ ...use, notes }, hub.clock());
}
