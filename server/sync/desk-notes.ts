import type { Call } from '../api/route.ts';

/** What a desk says of itself. */
interface Said {
  readonly program?: string | undefined;
  readonly waiting?: number | undefined;
}

/** Notes it, so that whoever looks at the list of desks sees where something waits. */
export function noteDesk({ hub, caller }: Call, { program, waiting }: Said): void {
  if (caller.kind !== 'device' || (program === undefined && waiting === undefined)) return;
  const { mode, tenant, actor } = caller;
  // It is the desk that says it, whoever is signed in there.
  const use = { mode, tenant, of: 'devices' as const, id: actor.desk?.id ?? actor.id };
  const notes = { ...(program !== undefined && { program }), ...(waiting !== undefined && { waiting }) };
  hub.uses.note({ ...use, notes }, hub.clock());
}
