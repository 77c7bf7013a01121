import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../server/api/graphql/limits.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, errorOf } from '../../kit/rest.ts';
import { type Ask, asker } from './ask.ts';

let hub: TestHub;
let ask: Ask;
beforeAll(async () => {
  hub = await startHub();
  ask = asker(hub);
  await referencePractice(hub);
});
afterAll(() => hub.stop());

function times(count: number, make: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => make(i)).join(' ');
}

/** Bookings of the customer of bookings of the customer … */
function nested(levels: number): string {
  const open = 'bookings(first: 1) { edges { node { customer { ';
  return `{ ${open}${'bookings(first: 1) { edges { node { customer { '.repeat(levels)}id${' } } } }'.repeat(levels + 1)} }`;
}

const bomb = times(20, (i) => `fragment f${i} on Customer { id ...f${i + 1} ...f${i + 1} a${i}: name }`);

const tooMuch: [what: string, query: string, variables?: Record<string, unknown>][] = [
  ['nested deep', nested(10)],
  [
    'nested deep in fragments',
    `{ customers { edges { node { ...f0 } } } } ${bomb} fragment f20 on Customer { id }`,
  ],
  [
    'wide',
    '{ resources(first: 100) { edges { node { bookings(first: 100) { edges { node { id customer { id } } } } } } } }',
  ],
  [
    'wide by variables',
    'query($n: Int) { resources(first: $n) { edges { node { bookings(first: $n) { edges { node { id customer { id name } } } } } } } }',
    { n: 100 },
  ],
  [
    'wide by a fragment',
    `{ resources(first: 100) { edges { node { ...f } } } }
     fragment f on Resource { bookings(first: 100) { edges { node { ...g } } } } fragment g on Booking { id customer { id } service { id } }`,
  ],
  [
    'a negative page beside a large one',
    `{ a: customers(first: -1000000) { edges { node { id } } }
       b: resources(first: 100) { edges { node { bookings(first: 100) { edges { node { id customer { id } } } } } } } }`,
  ],
  ['many aliases', `{ ${times(limits.aliases + 1, (i) => `a${i}: tenant { id }`)} }`],
  ['many directives', `{ tenant { id ${times(limits.directives + 1, () => '@include(if: true)')} } }`],
  ['long', `{ ${times(limits.tokens + 1, () => 'id')} }`],
  ['many brackets', '{a'.repeat(50_000)],
  ['many fragments', `{ tenant { id } } ${times(2000, (i) => `fragment x${i} on Tenant { id }`)}`],
  [
    'a mutation repeated under aliases',
    `mutation { ${times(limits.aliases + 1, (i) => `a${i}: customerCreate(input: { name: "x" }) { refusal { code } }`)} }`,
  ],
];

describe('a request that asks for too much is refused as a whole, with 400 in REST’s envelope', () => {
  test.each(tooMuch)('%s', async (_what, query, variables) => {
    const answer = await ask(query, variables);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'query_too_complex']);
    expect(at(answer.body, 'error', 'message')).toMatch(/^The query is too large: /);
    expect(JSON.stringify(answer.body)).not.toMatch(/SQL|node_modules|\.ts:/);
  });

  test('the day of a practice is far within the limits', async () => {
    const { status, body } =
      await ask(`{ resources(first: 12) { edges { node { id name bookings(first: 100) { edges { node {
      id startAt endAt status notes channel customer { id name phone email } service { id name } } } } } } } }`);
    expect([status, body.errors]).toEqual([200, undefined]);
  });

  test('what an answer really holds is counted, too: neighbours of computed rows', async () => {
    await hub.call('POST', '/v2/resources', { id: 'res_always', name: 'Always' });
    for (let i = 0; i < 100; i++) {
      const hour = String(i % 24).padStart(2, '0');
      const day = String(1 + Math.floor(i / 24)).padStart(2, '0');
      const start_at = `2029-01-${day}T${hour}:00:00Z`;
      const who = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_always' };
      await hub.call('POST', '/v2/bookings', { ...who, start_at });
    }
    const answer =
      await ask(`{ availabilitySlots(serviceId: "svc_consult_30", from: "2029-03-01", to: "2029-04-01") {
      data { resource { bookings(first: 100) { edges { node { id } } } } } } }`);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'query_too_complex']);
  });
});

describe('what is no GraphQL request', () => {
  test('several at once, or something else than an object', async () => {
    const wrong: [string, string][] = [
      ['[{"query":"{ tenant { id } }"},{"query":"{ tenant { id } }"}]', 'validation_failed'],
      ['"{ tenant { id } }"', 'invalid_json'],
      ['{"query":"{ tenant { id } }"}{"query":"{ tenant { id } }"}', 'invalid_json'],
    ];
    for (const [body, code] of wrong)
      expect([body, errorOf(await hub.call('POST', '/v2/graphql', body))]).toEqual([body, code]);
  });

  test('no query, parameters of a wrong kind, or more than there are', async () => {
    const wrong: [unknown, string][] = [
      [{}, 'invalid_json'],
      [{ query: 7 }, 'invalid_json'],
      [{ query: '{ tenant { id } }', variables: 'x' }, 'invalid_json'],
      [{ query: '{ tenant { id } }', operationName: [] }, 'invalid_json'],
      [{ query: '{ tenant { id } }', nonsense: 1 }, 'validation_failed'],
    ];
    for (const [body, code] of wrong)
      expect([body, errorOf(await hub.call('POST', '/v2/graphql', body))]).toEqual([body, code]);
  });

  test('another media type', async () => {
    const answer = await hub.call('POST', '/v2/graphql', '{ tenant { id } }', {
      'content-type': 'application/graphql',
    });
    expect(errorOf(answer)).toBe('unsupported_media_type');
  });

  test('introspection that goes in circles', async () => {
    const circles = `{ __schema { types { ${'fields { type { '.repeat(6)}name${' } }'.repeat(6)} } } }`;
    const { status, body } = await ask(circles);
    expect([status, 'data' in body]).toEqual([200, false]);
    expect(at(body, 'errors', 0, 'message')).toBe('Maximum introspection depth exceeded');
  });
});

describe('errors are masked', () => {
  test('what breaks inside is `internal`, without a word about it', async () => {
    const store = hub.hub.stores.live;
    const { read } = store;
    const { log } = hub.hub;
    const logged: unknown[] = [];
    Object.assign(store, {
      read: (tenant: string, work: (view: unknown) => Promise<unknown>) =>
        read(tenant, (view) =>
          work({
            ...view,
            getMany: async () => {
              throw new Error('SELECT secrets FROM nowhere');
            },
          }),
        ),
    });
    const { error } = log;
    Object.assign(log, { error: (details: unknown) => logged.push(details) });
    const { status, body } = await ask(
      '{ a: customer(id: "cust_priya_01") { id } b: customer(id: "cust_x") { id } }',
    );
    Object.assign(store, { read });
    Object.assign(log, { error });
    expect([status, body.data]).toEqual([200, { a: null, b: null }]);
    expect(at(body, 'errors', 0, 'message')).toBe('Something went wrong in the hub');
    expect(at(body, 'errors', 0, 'extensions', 'code')).toBe('internal');
    expect(JSON.stringify(body)).not.toMatch(/SELECT|secrets|stack|\.ts/);
    expect(logged).toHaveLength(1);
  });
});
