import { ulid } from '../../shared/ids.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { weekdays } from '../../shared/time/hours.ts';
import { formatInstant, minutes } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';

/** How much a practice of the desk's benches has besides its people. */
export interface PracticeSize {
  /** Days with bookings: from so many before today. */
  readonly pastDays: number;
  readonly bookings: number;
  readonly customers: number;
}

type Document = { [Name in ResourceName]: { resource: Name; doc: Docs[Name] } }[ResourceName];

export const tenant = 'tnt_clinic';
export const zone = 'Asia/Kolkata';
export const serviceId = 'svc_visit';

const given = [
  'Priya',
  'Rahul',
  'Meera',
  'Arjun',
  'Kavya',
  'Dev',
  'Anika',
  'Rohan',
  'Isha',
  'Vikram',
  'Sara',
  'Om',
];
const family = ['Sharma', 'Verma', 'Iyer', 'Rao', 'Nair', 'Kapoor', 'Bose', 'Das', 'Menon', 'Gill', 'Joshi'];
const colors = ['#1971c2', '#9c36b5', '#2f9e44', '#e8590c', '#c2255c', '#0c8599'];

/** The board's columns, and the visits in each on every day. */
export const people = Array.from({ length: 12 }, (_, i) => ({
  id: `res_dr_${i}`,
  name: `Dr ${names(i)[0]}`,
}));
export const visitsEach = 25;
export const visitsADay = people.length * visitsEach;

/** Minutes: a visit, and from one start to the next; after midnight: the first visit, the end of the last, closing. */
export const visitMinutes = 20;
const pace = 25;
const opens = 8 * 60;
export const freeFrom = opens + visitsEach * pace;
export const closes = 21 * 60;

function names(i: number): [string, string] {
  return [given[i % given.length] ?? '', family[Math.floor(i / given.length) % family.length] ?? ''];
}

export function customerIdOf(i: number): string {
  return `cust_${String(i).padStart(6, '0')}`;
}

/** The practice's documents in stored form, what is referred to first. */
export function* practiceDocuments(size: PracticeSize, now: number): Generator<Document> {
  const created = now - 30 * 24 * 60 * minutes(1);
  yield { resource: 'services', doc: consultation(created) };
  for (const [i, person] of people.entries())
    yield { resource: 'resources', doc: practitioner(i, person, created) };
  for (let i = 0; i < size.customers; i++) yield { resource: 'customers', doc: customer(i, created) };
  const today = localDate(zone, now);
  for (let i = 0; i < size.bookings; i++) {
    const midnight = startOfDay(zone, addDays(today, Math.floor(i / visitsADay) - size.pastDays));
    yield { resource: 'bookings', doc: booking(i, midnight, size.customers, created) };
  }
}

function stamp(id: string, created: number) {
  const at = formatInstant(Math.floor(created / 1000) * 1000);
  return { id, tenant_id: tenant, version: 1, created_at: at, updated_at: at, metadata: {} };
}

function consultation(created: number): Docs['services'] {
  return {
    ...stamp(serviceId, created),
    name: 'Consultation',
    description: '',
    category: 'Consultations',
    duration: visitMinutes,
    price: { amount_minor: 50_000, currency: 'INR', type: 'flat' },
    buffer_before: 0,
    buffer_after: 0,
    slot_step: 5,
    min_notice: 0,
    overrides: [],
    needs: [],
    any_staff: 'priority',
    requires_confirmation: false,
    archived: false,
  };
}

function practitioner(i: number, { id, name }: (typeof people)[number], created: number): Docs['resources'] {
  const range = { start: '08:00', end: '21:00' };
  return {
    ...stamp(id, created),
    name,
    kind: 'practitioner',
    working_hours: { weekly: Object.fromEntries(weekdays.map((day) => [day, [range]])), overrides: [] },
    skills: [],
    shared_buffers: false,
    color: colors[i % colors.length],
    sort_order: i,
    online: true,
  };
}

function customer(i: number, created: number): Docs['customers'] {
  const name = names(i).join(' ');
  return {
    ...stamp(customerIdOf(i), created),
    name,
    email: `${name.toLowerCase().replace(' ', '.')}.${i}@example.com`,
    phone: `+9198${String(10_000_000 + i)}`,
    tags: [],
  };
}

function booking(i: number, midnight: number, customers: number, created: number): Docs['bookings'] {
  const ofDay = i % visitsADay;
  const { id } = people[ofDay % people.length] ?? { id: '' };
  const start = midnight + minutes(opens + Math.floor(ofDay / people.length) * pace);
  const made = stamp(
    `bk_${ulid(
      created + i,
      Uint8Array.from({ length: 16 }, (_, at) => (i * 7 + at * 5) % 256),
    )}`,
    created,
  );
  return {
    ...made,
    customer_id: customerIdOf((i * 7919) % customers),
    service_id: serviceId,
    resource_id: id,
    status: 'confirmed',
    start_at: formatInstant(start),
    end_at: formatInstant(start + minutes(visitMinutes)),
    allocations: [{ role: 'practitioner', resource_id: id }],
    buffer_before: 0,
    buffer_after: 0,
    price: { amount_minor: 50_000, currency: 'INR', type: 'flat' },
    channel: 'in_person',
    ...(i % 7 === 0 && { notes: 'Follow-up · cardiology' }),
    send_confirmation: true,
    sequence: 0,
    override: [],
    overbooked: false,
    history: [{ at: made.created_at, by: 'dev_front', by_name: 'Front desk', action: 'created', before: {} }],
  };
}
