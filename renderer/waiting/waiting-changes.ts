import * as z from 'zod';
import type { Query } from '../../shared/commands/query.ts';
import type { Format } from '../app/format.ts';
import { describeIntent } from '../attention/describe-intent.ts';
import type { Intent } from '../data/index.ts';

/** A change that the hub has not answered yet, in words. */
export interface WaitingChange {
  readonly intent: Intent;
  /** `Book Priya Sharma, Consultation, with Dr Niket on Mon 20 Apr, 10:30` */
  readonly title: string;
  /** What waits before it and that it builds on, in the same words. */
  readonly after: readonly string[];
  readonly customer: Person | undefined;
  readonly service: string | undefined;
  readonly resources: readonly string[];
}

interface Person {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

const named = z.object({
  id: z.string().optional(),
  customer_id: z.string().optional(),
  service_id: z.string().optional(),
  resource_id: z.string().optional(),
  resource_ids: z.array(z.string()).optional(),
});

/** What waits, in the order in which it was done. */
export async function readWaitingChanges(
  query: Query,
  intents: readonly Intent[],
  format: Format,
): Promise<WaitingChange[]> {
  const titles = new Map<string, string>();
  const changes: WaitingChange[] = [];
  for (const intent of intents) {
    const { title } = await describeIntent(query, intent, format);
    titles.set(intent.id, title);
    const about = await aboutOf(query, intent);
    changes.push({ intent, title, after: intent.depends_on.flatMap((id) => titles.get(id) ?? []), ...about });
  }
  return changes;
}

/** Whom and what a change is about, as far as this desk knows, for whoever enters it by hand. */
async function aboutOf(
  query: Query,
  { args, effects }: Intent,
): Promise<Pick<WaitingChange, 'customer' | 'service' | 'resources'>> {
  const own = named.safeParse(args).data ?? {};
  const idOf = (resource: string) => effects.find((one) => one.resource === resource)?.id;
  const bookingId = own.id?.startsWith('bk_') ? own.id : idOf('bookings');
  const booking = bookingId ? await query.get('bookings', bookingId) : undefined;
  const customerId = own.customer_id ?? booking?.customer_id ?? idOf('customers');
  const customer = customerId ? await query.get('customers', customerId) : undefined;
  const serviceId = own.service_id ?? booking?.service_id;
  const service = serviceId ? await query.get('services', serviceId) : undefined;
  const ids = own.resource_ids ?? [own.resource_id ?? booking?.resource_id].filter((id) => id !== undefined);
  const resources = await Promise.all(ids.map((id) => query.get('resources', id)));
  return {
    customer: customer && { name: customer.name, phone: customer.phone, email: customer.email },
    service: service?.name,
    resources: resources.flatMap((one) => one?.name ?? []),
  };
}
