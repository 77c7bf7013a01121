import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import type { WaitlistEntry } from '../../shared/resources/waitlist.ts';
import type { Suggestion } from '../booking/conflicts.ts';
import { canGive } from '../booking/fits.ts';
import { firstFree } from '../booking/free-starts.ts';

/** Somebody who came without a booking, and what they could have. */
export interface WalkIn {
  readonly entry: WaitlistEntry;
  readonly customer: Customer | undefined;
  readonly service: Service | undefined;
  /** With whom they wish to be, or whoever is free first. */
  readonly next: Suggestion | undefined;
  /** The first free start with each who could see them. */
  readonly choices: readonly Suggestion[];
}

/** When somebody has time next. */
export interface NextFree {
  readonly resource: Resource;
  readonly service: Service;
  readonly free: Suggestion | undefined;
}

/** Those who came without a booking, whoever waits longest first. */
export async function readWalkIns(query: Query, ctx: Ctx): Promise<WalkIn[]> {
  const waiting = await query.range('waitlist', [['status', '=', 'waiting']]);
  const here = waiting.filter(({ walk_in }) => walk_in).sort((a, b) => order(a).localeCompare(order(b)));
  const people = await practitioners(query);
  return Promise.all(
    here.map(async (entry) => {
      const customer = await query.get('customers', entry.customer_id);
      const service = await query.get('services', entry.service_id);
      if (!service) return { entry, customer, service, next: undefined, choices: [] };
      const able = people.filter((each) => each.online && canGive(each, service));
      const starts = able.map((each) => freeNext(query, service, each.id, ctx));
      const choices = (await Promise.all(starts)).flatMap((one) => one ?? []).sort(bySoonest);
      const wished = choices.find(({ resource_id }) => entry.resource_ids?.includes(resource_id));
      const anybody = choices[0] ?? (await freeNext(query, service, undefined, ctx));
      return { entry, customer, service, next: wished ?? anybody, choices };
    }),
  );
}

/** When each person who sees customers has time next, for the shortest of what they do. */
export async function readNextFree(query: Query, ctx: Ctx): Promise<NextFree[]> {
  const services = (await query.range('services', [])).filter((one) => !one.archived && !one.capacity);
  const rows = (await practitioners(query)).map(async (resource) => {
    const able = services.filter((one) => canGive(resource, one));
    const service = able.toSorted((a, b) => a.duration - b.duration)[0];
    if (!service || !resource.online) return [];
    return [{ resource, service, free: await freeNext(query, service, resource.id, ctx) }];
  });
  return (await Promise.all(rows)).flat();
}

async function freeNext(query: Query, service: Service, resource_id: string | undefined, ctx: Ctx) {
  const wish = { service, resource_id, duration: undefined, start: ctx.now, ignore: [] };
  return (await firstFree(query, wish, 1, ctx))[0];
}

async function practitioners(query: Query): Promise<Resource[]> {
  const all = await query.range('resources', []);
  return all
    .filter(({ kind }) => kind === 'practitioner')
    .sort((a, b) => a.sort_order - b.sort_order || a.name.localeCompare(b.name));
}

function order({ from, id }: WaitlistEntry): string {
  return from + id;
}

function bySoonest(a: Suggestion, b: Suggestion): number {
  return a.start_at.localeCompare(b.start_at);
}
