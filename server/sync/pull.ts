import { RefusalError, refuse } from '../../shared/errors.ts';
import { definitionOf, deskResources, isResourceName } from '../../shared/resources/index.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import type { PullAnswer, PullQuery } from '../../shared/wire/pull.ts';
import type { Call } from '../api/route.ts';

/**
 * One page of a collection's changes after a checkpoint. Filtered before the limit, so a page shorter than the limit is
 * the last one. A checkpoint of another epoch starts over (decision 4).
 */
export async function pullPage(call: Call, collection: string, query: PullQuery): Promise<PullAnswer> {
  if (!isResourceName(collection) || !deskResources.includes(collection))
    throw new RefusalError(refuse('not_found', `Desks keep no collection ${collection}`));
  const { schemaVersion } = definitionOf(collection);
  if (query.schema !== undefined && query.schema !== schemaVersion)
    throw new RefusalError(
      refuse('upgrade_required', 'This desk and the hub are of different versions; update the older one', {
        schema: schemaVersion,
      }),
    );
  const { hub, caller } = call;
  const store = hub.stores[caller.mode];
  const known = query.epoch === store.epoch;
  const after = known ? query.seq : 0;

  return store.read(caller.tenant, async (view) => {
    const newest = view.seq();
    const until = known ? (query.initial_until ?? 0) : newest;
    const practice = await view.get('practice', caller.tenant);
    const oldest = formatInstant(hub.clock() - (practice?.history_days ?? 60) * dayLength);
    const recent = definitionOf(collection).desk === 'recent';
    const rows = view.changes(
      collection,
      after,
      query.limit,
      recent ? { field: 'start_at', below: oldest, until } : undefined,
    );
    const isLast = rows.length < query.limit;
    const seq = isLast ? newest : (rows.at(-1)?.seq ?? after);
    return {
      documents: rows.map(({ doc, seq, deleted }) => ({ ...doc, seq, _deleted: deleted })),
      checkpoint: { epoch: store.epoch, seq, initial_until: until },
      applied_n: query.install ? view.appliedIntent(query.install, seq) : 0,
    };
  });
}
