import { t } from '@lingui/core/macro';
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
  'bookings.confirm': (name) => t`Confirm ${name}’s booking`,
  'bookings.cancel': (name) => t`Cancel ${name}’s booking`,
  'bookings.check_in': (name) => t`Mark ${name} as arrived`,
  'bookings.start': (name) => t`Start ${name}’s visit`,
  'bookings.complete': (name) => t`Mark ${name}’s visit as done`,
  'bookings.no_show': (name) => t`Mark ${name} as no-show`,
  'bookings.reopen': (name) => t`Reopen ${name}’s booking`,
  'bookings.step_back': (name) => t`Take back the last step of ${name}’s booking`,
  'bookings.update': (name) => t`Change the notes of ${name}’s booking`,
  'bookings.resolve': (name) => t`Leave ${name}’s booking as it is`,
  'bookings.reassign': () => t`Give bookings of a day to others`,
  'series.create': (name) => t`Book a series for ${name}`,
  'series.update': () => t`Move a series`,
  'series.cancel': () => t`Cancel a series`,
  'visits.create': (name) => t`Book several services for ${name}`,
  'visits.reschedule': () => t`Move a stay of several services`,
  'visits.cancel': () => t`Cancel a stay of several services`,
  'classes.create': () => t`Schedule a class`,
  'classes.update': () => t`Change the seats of a class`,
  'classes.reschedule': () => t`Move a class`,
  'classes.cancel': () => t`Cancel a class`,
  'waitlist.create': (name) => t`Put ${name} on the waitlist`,
  'waitlist.update': (name) => t`Change what ${name} waits for`,
  'waitlist.book': (name) => t`Book ${name} from the waitlist`,
  'waitlist.accept': () => t`Book what was offered from the waitlist`,
  'waitlist.decline': () => t`Decline what was offered from the waitlist`,
  'waitlist.delete': () => t`Take somebody off the waitlist`,
  'customers.create': (name) => t`Add the customer ${name}`,
  'customers.update': (name) => t`Change what is known of ${name}`,
  'customers.delete': () => t`Remove a customer`,
  'blocks.create': () => t`Block time`,
  'blocks.update': () => t`Change blocked time`,
  'blocks.delete': () => t`Free blocked time`,
  'blocks.close_days': () => t`Close the practice on some days`,
};

/** Says what an intent wanted; names that this desk does not have stay vague. */
export async function describeIntent(query: Query, intent: Intent, format: Format): Promise<Wanted> {
  const args = known.safeParse(intent.args).data ?? {};
  const { command } = intent;
  const id = args.id ?? '';
  const about = command.startsWith('bookings.')
    ? await query.get('bookings', id)
    : command.startsWith('waitlist.')
      ? await query.get('waitlist', id)
      : undefined;
  const booking = about && 'start_at' in about ? about : undefined;
  const customerId = args.customer_id ?? about?.customer_id ?? (command.startsWith('customers.') ? id : '');
  const person = customerId ? await query.get('customers', customerId) : undefined;
  const name = person?.name ?? args.name ?? t`somebody`;
  const resource_id = args.resource_id ?? booking?.resource_id;
  const start_at = args.start_at ?? booking?.start_at;
  const place = { name, resource_id, start_at };
  const who = resource_id && (await query.get('resources', resource_id))?.name;
  const service = args.service_id && (await query.get('services', args.service_id))?.name;
  const when = start_at ? format.dayTime(start_at) : '';

  if (command === 'bookings.create' && start_at)
    return { ...place, title: bookWords(name, service, who, when) };
  if (command === 'bookings.create') return { ...place, title: t`Book ${name} into a class` };
  if (command === 'bookings.reschedule')
    return { ...place, title: who ? t`Move ${name} to ${when} with ${who}` : t`Move ${name} to ${when}` };
  const what = verbs[command]?.(name) ?? commandOf(command)?.summary ?? command;
  return { ...place, title: when ? t`${what}, ${when}` : what };
}

function bookWords(name: string, service: string | undefined, who: string | undefined, when: string): string {
  if (service && who) return t`Book ${name}, ${service}, with ${who} on ${when}`;
  if (service) return t`Book ${name}, ${service}, on ${when}`;
  return who ? t`Book ${name} with ${who} on ${when}` : t`Book ${name} on ${when}`;
}
