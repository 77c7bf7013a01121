import * as z from 'zod';
import type { CommandName } from '../../shared/commands/index.ts';
import { commandOf } from '../../shared/commands/index.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Format } from '../app/format.ts';
import type { Intent } from '../data/index.ts';

/** A refused intent in the words of the person who made it. */
export interface Wanted {
  /** `Book Priya Sharma, Consultation, with Dr Niket on Mon 20 Apr, 10:30` */
  readonly title: string;
  /** Whom or what it was about: `Priya Sharma`. */
  readonly name: string;
  /** The resource wished for. */
  readonly resource_id: string | undefined;
  /** Where on the board it is, or was to be. */
  readonly start_at: string | undefined;
}

const known = z.object({
  id: z.string().optional(),
  customer_id: z.string().optional(),
  service_id: z.string().optional(),
  resource_id: z.string().optional(),
  start_at: z.string().optional(),
  name: z.string().optional(),
});

const verbs: Readonly<Partial<Record<CommandName, (name: string) => string>>> = {
  'bookings.confirm': (name) => `Confirm ${name}’s booking`,
  'bookings.cancel': (name) => `Cancel ${name}’s booking`,
  'bookings.check_in': (name) => `Mark ${name} as arrived`,
  'bookings.start': (name) => `Start ${name}’s visit`,
  'bookings.complete': (name) => `Mark ${name}’s visit as done`,
  'bookings.no_show': (name) => `Mark ${name} as no-show`,
  'bookings.reopen': (name) => `Reopen ${name}’s booking`,
  'bookings.update': (name) => `Change the notes of ${name}’s booking`,
  'bookings.resolve': (name) => `Leave ${name}’s booking as it is`,
  'bookings.reassign': () => 'Give bookings of a day to others',
  'series.create': (name) => `Book a series for ${name}`,
  'series.update': () => 'Move a series',
  'series.cancel': () => 'Cancel a series',
  'visits.create': (name) => `Book several services for ${name}`,
  'visits.reschedule': () => 'Move a stay of several services',
  'visits.cancel': () => 'Cancel a stay of several services',
  'classes.create': () => 'Schedule a class',
  'classes.update': () => 'Change the seats of a class',
  'classes.reschedule': () => 'Move a class',
  'classes.cancel': () => 'Cancel a class',
  'waitlist.create': (name) => `Put ${name} on the waitlist`,
  'waitlist.accept': () => 'Book what was offered from the waitlist',
  'waitlist.decline': () => 'Decline what was offered from the waitlist',
  'waitlist.delete': () => 'Take somebody off the waitlist',
};

/** Says what an intent wanted; names that this desk does not have stay vague. */
export async function describeIntent(query: Query, intent: Intent, format: Format): Promise<Wanted> {
  const args = known.safeParse(intent.args).data ?? {};
  const booking =
    args.id && intent.command.startsWith('bookings.') ? await query.get('bookings', args.id) : undefined;
  const customerId = args.customer_id ?? booking?.customer_id;
  const name = (customerId && (await query.get('customers', customerId))?.name) || 'somebody';
  const resource_id = args.resource_id ?? booking?.resource_id;
  const start_at = args.start_at ?? booking?.start_at;
  const place = { name, resource_id, start_at };
  const who = resource_id && (await query.get('resources', resource_id))?.name;
  const when = start_at ? ` on ${format.dayTime(start_at)}` : '';
  const withWhom = who ? ` with ${who}` : '';

  if (intent.command === 'bookings.create') {
    const service = args.service_id && (await query.get('services', args.service_id))?.name;
    return { ...place, title: `Book ${name}${service ? `, ${service},` : ''}${withWhom}${when}` };
  }
  if (intent.command === 'bookings.reschedule')
    return { ...place, title: `Move ${name} to${when.replace(' on', '')}${withWhom}` };
  const verb = verbs[intent.command];
  if (verb) return { ...place, title: `${verb(name)}${when}` };
  const summary = commandOf(intent.command)?.summary ?? intent.command;
  return { ...place, name: args.name ?? name, title: args.name ? `${summary}: ${args.name}` : summary };
}
