import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Booking } from '../../shared/resources/bookings.ts';
import { type Docs, definitions, type ResourceName } from '../../shared/resources/index.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { type DemoOptions, demoDocuments } from './documents.ts';

/** REF's day, in a zone whose days are not those of UTC. */
const options: DemoOptions = {
  size: 'clinic',
  seed: 1,
  now: Date.parse('2026-04-15T09:42:11Z'),
  timezone: 'Asia/Kolkata',
  tenant: 'tnt_clinic',
};
const documents = [...demoDocuments(options)];

function all<Name extends ResourceName>(resource: Name): Docs[Name][] {
  return documents.flatMap((document) =>
    document.resource === resource ? [document.doc as Docs[Name]] : [],
  );
}

const bookings = all('bookings');
const customers = all('customers');
const resources = all('resources');

function share(status: Booking['status'], among: readonly Booking[]): number {
  return among.filter((booking) => booking.status === status).length / among.length;
}

test('a clinic of 6 practitioners, 4 rooms, 25 services and 2,000 customers', () => {
  expect(all('practice')).toHaveLength(1);
  expect(resources.filter(({ kind }) => kind === 'practitioner')).toHaveLength(6);
  expect(resources.filter(({ kind }) => kind === 'room')).toHaveLength(4);
  expect(all('services')).toHaveLength(25);
  expect(customers).toHaveLength(2000);
});

test('every document is valid in stored form, of the tenant, and has an id of its own', () => {
  const ids = new Set<string>();
  for (const { resource, doc } of documents) {
    const wire = z.safeEncode<z.ZodType>(definitions[resource].doc, doc);
    expect(wire.error?.issues).toBeUndefined();
    expect(z.decode<z.ZodType>(definitions[resource].doc, wire.data)).toEqual(doc);
    expect(doc.tenant_id).toBe('tnt_clinic');
    expect(Date.parse(doc.updated_at)).toBeLessThanOrEqual(options.now);
    expect(doc.created_at <= doc.updated_at).toBe(true);
    ids.add(doc.id);
  }
  expect(ids.size).toBe(documents.length);
});

test('what a document refers to came before it', () => {
  const known = new Set<string>();
  for (const { resource, doc } of documents) {
    if (resource === 'bookings')
      for (const id of [doc.customer_id, doc.service_id, ...doc.allocations.map((one) => one.resource_id)])
        expect(known).toContain(id);
    if (resource === 'blocks' && doc.resource_id) expect(known).toContain(doc.resource_id);
    known.add(doc.id);
  }
});

test('the reference documents’ customer, services and resource are there', () => {
  const byId = new Map(documents.map(({ doc }) => [doc.id, doc]));
  expect(byId.get('cust_priya_01')).toMatchObject({ name: 'Priya Sharma' });
  expect(byId.get('res_dr_niket')).toMatchObject({ name: 'Dr Niket', kind: 'practitioner', online: true });
  expect(byId.get('svc_consult_30')).toMatchObject({
    duration: 30,
    buffer_before: 0,
    buffer_after: 0,
    needs: [],
  });
  const overviews = byId.get('srv_consultation');
  expect(overviews && z.encode<z.ZodType>(definitions.services.doc, overviews)).toMatchObject({
    id: 'srv_consultation',
    name: '1-Hour Consultation',
    description: 'Expert guidance on your project',
    duration: 60,
    price: { amount: 150, currency: 'USD', type: 'hourly' },
    availability: {
      days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      hours: { start: '09:00', end: '17:00' },
      timezone: 'America/New_York',
    },
  });
});

test('no two customers share an address or a number; every number is valid', () => {
  const emails = customers.flatMap(({ email }) => email ?? []);
  const phones = customers.flatMap(({ phone }) => phone ?? []);
  expect(new Set(emails).size).toBe(emails.length);
  expect(new Set(phones).size).toBe(phones.length);
  for (const phone of phones) {
    const parsed = parsePhoneNumberFromString(phone);
    expect([phone, parsed?.isValid(), parsed?.number]).toEqual([phone, true, phone]);
  }
  expect(customers.every(({ email, phone }) => email ?? phone)).toBe(true);
  expect(emails.every((email) => /@example\.(com|org|net)$/.test(email))).toBe(true);
});

test('bookings reach 60 days back and 30 ahead; what has become of them is plausible', () => {
  const past = bookings.filter(({ end_at }) => parseInstant(end_at) <= options.now);
  const future = bookings.filter(({ start_at }) => parseInstant(start_at) > options.now);
  const days = bookings.map(({ start_at }) => (parseInstant(start_at) - options.now) / 86_400_000);
  expect(Math.min(...days)).toBeGreaterThan(-61);
  expect(Math.min(...days)).toBeLessThan(-56);
  expect(Math.max(...days)).toBeGreaterThan(26);
  expect(Math.max(...days)).toBeLessThan(31);
  expect(share('completed', past)).toBeGreaterThan(0.87);
  expect(share('no_show', past)).toBeCloseTo(0.04, 1);
  expect(share('cancelled', past)).toBeCloseTo(0.06, 1);
  expect(share('completed', past) + share('no_show', past) + share('cancelled', past)).toBe(1);
  expect(future.some(({ status }) => status === 'pending')).toBe(true);
  expect(share('confirmed', future)).toBeGreaterThan(0.9);
});

test('B4: a booking’s history, version and times are those its life would have left', () => {
  for (const booking of bookings) {
    expect(booking.version).toBe(booking.history.length);
    expect(booking.history[0]).toMatchObject({ action: 'created', at: booking.created_at });
    expect(booking.history.at(-1)?.at).toBe(booking.updated_at);
    const instants = booking.history.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted());
    if (booking.status === 'completed') expect(booking.completed_at).toBe(booking.updated_at);
    if (booking.status === 'cancelled') expect(booking.cancel_reason).toBeDefined();
  }
});

test('the same options give the same bytes; another seed gives others', () => {
  const text = (more: Partial<DemoOptions>) => JSON.stringify([...demoDocuments({ ...options, ...more })]);
  expect(text({}) === JSON.stringify(documents)).toBe(true);
  expect(text({ seed: 2 }) === JSON.stringify(documents)).toBe(false);
});

test('an unknown zone is refused', () => {
  expect(() => [...demoDocuments({ ...options, timezone: 'Mars/Olympus' })]).toThrow(RangeError);
});
