import type { Intent } from '../../renderer/data/types.ts';
import { deskResources } from '../../shared/resources/index.ts';
import { type HubProcess, ownTenant } from '../kit/hub-process.ts';
import { checkClaimsTable, checkOverlaps } from './check-claims.ts';
import { checkLog } from './check-log.ts';
import type { FuzzDesk } from './desk-side.ts';
import { readHub } from './hub-state.ts';
import { neighbours, sharing } from './practice.ts';
import { elsewhere } from './steps.ts';

/** S10: nothing of the sandbox or of the other practice is in a desk's documents or in what it is told. */
export async function checkOwn(
  desks: readonly FuzzDesk[],
  attention: readonly (readonly Intent[])[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, { desk }] of desks.entries()) {
    for (const name of deskResources)
      for (const doc of await desk.range(name, []))
        if (doc.tenant_id !== ownTenant || JSON.stringify(doc).includes(elsewhere))
          wrong.push(`S10: desk ${index} has ${JSON.stringify(doc)}`);
    for (const intent of attention[index] ?? [])
      if (JSON.stringify(intent).includes(elsewhere))
        wrong.push(`S10: desk ${index} is told ${JSON.stringify(intent)}`);
  }
  return wrong;
}

/** B1, B2, E1 for the other practice, whose numbers and claims lie in the same tables. */
export function checkNeighbours(hub: HubProcess, now: string): string[] {
  const state = readHub(hub, neighbours.other.tenant);
  return [
    ...checkLog(state.log),
    ...checkClaimsTable(state),
    ...checkOverlaps(state, sharing, Date.parse(now)),
  ].map((wrong) => `${wrong} (at the other practice)`);
}
