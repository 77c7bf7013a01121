import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../../server/api/routes.ts';
import { nameOf, samplesOf, seedWorld, today } from '../../contract/world.ts';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { at, errorOf } from '../../kit/rest.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  await seedWorld(hub);
});
afterAll(() => hub.stop());

const path = '/v2/customers/cust_priya_01';

async function tagOf(of = path): Promise<string> {
  return String((await hub.call('GET', of)).headers.get('etag'));
}

/** A change that goes through only if the condition holds. */
function patch(ifMatch: string, of = path): Promise<Answer> {
  return hub.call('PATCH', of, { notes: ifMatch }, { 'if-match': ifMatch });
}

describe('If-Match', () => {
  test('the version that was read goes through and makes the next; the one before is then stale', async () => {
    const tag = await tagOf();
    const changed = await patch(tag);
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, await tagOf()]);
    expect(at(changed.body, 'version')).toBe(Number(/\d+/.exec(String(changed.headers.get('etag')))?.[0]));
    const stale = await patch(tag);
    expect([errorOf(stale), at(stale.body, 'error', 'details', 'version')]).toEqual([
      'version_conflict',
      at(changed.body, 'version'),
    ]);
    expect((await hub.call('GET', path)).body).toEqual(changed.body);
  });

  test('*, weak tags and lists that have the version go through', async () => {
    const forms = [
      () => '*',
      (tag: string) => `W/${tag}`,
      (tag: string) => `"1000", W/"x" , ${tag}`,
      (tag: string) => ` ${tag}`,
    ];
    for (const form of forms) {
      const sent = form(await tagOf());
      expect([sent, (await patch(sent)).status]).toEqual([sent, 200]);
    }
  });

  test.each(['"1000"', 'W/"1000"', '"1000", "2000"', '"x"', '""', '3', 'x, *', '"1" "2"'])(
    '%s is refused',
    async (sent) => {
      const before = await tagOf();
      expect(errorOf(await patch(sent))).toBe('version_conflict');
      expect(await tagOf()).toBe(before);
    },
  );

  test('is looked at before anything else that might refuse', async () => {
    const booking = '/v2/bookings/bk_cancelled/cancel';
    expect(errorOf(await hub.call('POST', booking, {}, { 'if-match': '"1"' }))).toBe('version_conflict');
    expect(errorOf(await hub.call('POST', booking, {}))).toBe('invalid_transition');
  });

  test('of something that is not there, it is not found', async () => {
    expect(errorOf(await patch('"1"', '/v2/customers/cust_unknown'))).toBe('not_found');
  });

  test('every write to a document by its id refuses a stale one and changes nothing', async () => {
    const samples = await samplesOf(hub);
    let checked = 0;
    for (const route of allRoutes(hub.hub)) {
      const sample = samples[nameOf(route)];
      const document = route.path.replace(/(\{id\}).*$/, '$1');
      if (!route.writes || !sample || !route.path.includes('{id}')) continue;
      const id = sample.path.split('/')[document.split('/').indexOf('{id}')] ?? '';
      const read = sample.path.slice(0, sample.path.indexOf(id) + id.length);
      const before = await hub.call('GET', read);
      if (before.status !== 200 || !before.headers.get('etag')) continue;
      const answer = await hub.call(route.method, sample.path, sample.body, { 'if-match': '"4000"' });
      expect([nameOf(route), errorOf(answer)]).toEqual([nameOf(route), 'version_conflict']);
      expect((await hub.call('GET', read)).body).toEqual(before.body);
      checked++;
    }
    expect(checked).toBeGreaterThan(15);
  });
});

describe('If-None-Match', () => {
  test.each([
    ['the tag', (tag: string) => tag],
    ['it as a weak one', (tag: string) => `W/${tag}`],
    ['a list that has it', (tag: string) => `"x", W/"y",${tag}`],
    ['*', () => '*'],
  ])('%s: 304 without a body', async (_, form) => {
    const tag = await tagOf();
    const answer = await hub.call('GET', path, undefined, { 'if-none-match': form(tag) });
    expect([answer.status, answer.body, answer.headers.get('etag')]).toEqual([304, {}, tag]);
  });

  test.each(['"1000"', '"x", "y"', '', 'nonsense', '1'])('%j: the document', async (sent) => {
    const answer = await hub.call('GET', path, undefined, { 'if-none-match': sent });
    expect([answer.status, at(answer.body, 'id')]).toEqual([200, 'cust_priya_01']);
  });

  test('every document has an ETag by which it is read again as 304', async () => {
    const samples = await samplesOf(hub);
    let checked = 0;
    for (const route of allRoutes(hub.hub)) {
      const sample = samples[nameOf(route)];
      // What happened does not change; a visit is no document, its bookings are; nor is the file of an export.
      const { tag: about } = route;
      if (!sample || sample.desk || route.method !== 'GET' || about === 'events' || about === 'exports')
        continue;
      if (route.path === '/v2/visits/{id}') continue;
      if (!/^\/v2\/.*(?:\/\{id\}|tenant)$/.test(route.path)) continue;
      const answer = await hub.call('GET', sample.path);
      const tag = String(answer.headers.get('etag'));
      expect([nameOf(route), tag]).toEqual([nameOf(route), expect.stringMatching(/^"\d+"$/)]);
      expect(tag).toBe(`"${String(answer.body.version)}"`);
      expect((await hub.call('GET', sample.path, undefined, { 'if-none-match': tag })).status).toBe(304);
      checked++;
    }
    expect(checked).toBeGreaterThan(6);
  });
});
