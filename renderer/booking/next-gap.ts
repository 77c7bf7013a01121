import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { durationWith } from './fits.ts';
import { firstFree } from './free-starts.ts';
import type { Draft } from './QuickBooking.tsx';
import { likelyService } from './ServiceSelect.tsx';

/** So many free times are looked at until one is with somebody of those wished for. */
const looked = 12;

/** The next free time for the likeliest service with one of `open`; undefined where there is none. */
export async function nextGap(
  query: Query,
  {
    open,
    services,
    recent,
  }: { open: readonly Resource[]; services: readonly Service[]; recent: readonly string[] },
  ctx: Ctx,
): Promise<Draft | undefined> {
  const offered = services.filter(({ archived, capacity }) => !archived && capacity === undefined);
  const service = likelyService(offered, open[0], recent);
  if (!service) return undefined;
  const wish = { service, resource_id: undefined, duration: undefined, start: ctx.now, ignore: [] };
  const found = await firstFree(query, wish, looked, ctx);
  const next = found.find(({ resource_id }) => open.some(({ id }) => id === resource_id));
  if (!next?.resource_id) return undefined;
  const { resource_id } = next;
  const start = parseInstant(next.start_at);
  return {
    column: resource_id,
    resource_id,
    start,
    end: start + minutes(durationWith(service, resource_id)),
  };
}
