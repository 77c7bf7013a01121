import type { Customer } from '../../shared/resources/customers.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { type Culture, cultures, plainLetters } from './names.ts';
import { type PhoneBook, phoneBook } from './phones.ts';
import type { Random } from './random.ts';
import { madeId, stamp } from './stamp.ts';

const alerts = [
  'Allergic to penicillin',
  'Allergic to latex',
  'Hard of hearing, speak clearly',
  'Needs the ground-floor room',
  'Comes with an interpreter',
  'Faints at needles',
  'Unpaid balance, ask at the desk',
  'Uses a wheelchair',
];
const notes = [
  'Prefers mornings.',
  'Prefers e-mail over calls.',
  'Referred by Dr Chen.',
  'Bring last blood test to the next visit.',
  'Often ten minutes late; do not book right before lunch.',
  'Parents book for the children.',
  'Moved house, new address still to come.',
];
const tags = ['regular', 'vip', 'family', 'student', 'insurance', 'self-pay', 'remote'];
const mailHosts = ['example.com', 'example.com', 'example.org', 'example.net'];

/** REF's customer: REF's own example request books for her. */
const priya = {
  id: 'cust_priya_01',
  name: 'Priya Sharma',
  email: 'priya@example.com',
  phone: '+919876543210',
  language: 'en',
  tags: ['regular'],
};

/**
 * Made-up people with an e-mail address, a phone number or both, no two the same; the first is REF's Priya.
 * @param before Milliseconds since the epoch: they all were customers by then.
 */
export function* makeCustomers(
  count: number,
  tenant: string,
  before: number,
  random: Random,
): Generator<Customer> {
  const phones = phoneBook();
  const addresses = new Map<string, number>([['priya', 1]]);
  yield { ...stamp(priya.id, tenant, before - 400 * dayLength), ...priya };
  for (let made = 1; made < count; made++) {
    // The longest known first: the order in which they would have been made.
    const age = Math.round((1 - made / count) * 400 * 24 * 60);
    const created = before - age * 60_000;
    const culture = random.weighted(cultures);
    yield {
      ...stamp(madeId('cust', created, random), tenant, created),
      ...makePerson(culture, phones, addresses, random),
      ...(random.chance(0.08) && { notes: random.pick(notes) }),
      ...(random.chance(0.05) && { alert: random.pick(alerts) }),
      tags: random.chance(0.2) ? [random.pick(tags)] : [],
    };
  }
}

function makePerson(
  culture: Culture,
  phones: PhoneBook,
  addresses: Map<string, number>,
  random: Random,
): Pick<Customer, 'name' | 'email' | 'phone' | 'language'> {
  const given = random.pick(culture.given);
  const family = random.pick(culture.family);
  const reach = random.next();
  return {
    name: `${given} ${family}`,
    ...(reach >= 0.08 && { email: addressOf(given, family, addresses, random) }),
    ...(reach < 0.95 && { phone: phones(culture.plan) }),
    language: culture.language,
  };
}

/** `ana.lopez@example.com`, and `ana.lopez2@…` for the next of that name. */
function addressOf(given: string, family: string, addresses: Map<string, number>, random: Random): string {
  const name = `${plainLetters(given)}.${plainLetters(family)}`;
  const count = (addresses.get(name) ?? 0) + 1;
  addresses.set(name, count);
  return `${name}${count > 1 ? count : ''}@${random.pick(mailHosts)}`;
}
