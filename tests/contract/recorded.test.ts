import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes } from '../../server/api/routes.ts';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { logOf, saidIn } from '../kit/log.ts';
import { at } from '../kit/rest.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { nameOf, type Sample, samplesOf, seedWorld, today } from './world.ts';

const file = new URL('../../server/api/recorded.json', import.meta.url);

let hub: TestHub;
beforeAll(async () => {
  const clock = testClock(today);
  const started = await startHub({ clock });
  // No two things are made in the same second, so that lists are in one order only.
  hub = {
    ...started,
    call(...args) {
      clock.advance(1000);
      return started.call(...args);
    },
    invite() {
      clock.advance(1000);
      return started.invite();
    },
  };
  await seedWorld(hub);
});
afterAll(() => hub.stop());

/** Secrets and chances of the day, as the docs show them. */
const written: readonly (readonly [RegExp, string])[] = [
  [/\b([sp]k|dsk|ses)_(live|test)_[A-Za-z0-9]{24,}/g, '$1_$2_shownOnce'],
  [/\b(inv|cal|mng)_(?![0-9A-HJKMNP-TV-Z]{26}\b)[A-Za-z0-9]{24,}/g, '$1_shownOnceAndNeverAgain'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '0190a3c4-7b1e-7c3d-9f00-3a5b7c9d1e2f'],
  [/"(next_cursor|prev_cursor)":"[^"]+"/g, '"$1":"eyJpZCI6ImJrXzUwIn0"'],
  [/"pin":"\d{6}"/g, '"pin":"283915"'],
  [/"seq":\d+/g, '"seq":189'],
  [/"last4":"\w{4}"/g, '"last4":"7dc0"'],
  [/"(secret|manage_token|token)":"(?!\w+_(?:live|test)_)[^"]+"/g, '"$1":"shownOnce"'],
  [/"code":"[0-9A-Z]{4}-[0-9A-Z]{4}"/g, '"code":"K7QM-2XPD"'],
  [/\b[0-9a-f]{64}\b/g, '3f1c'.repeat(16)],
  [/"\/[^"]*\/dunebook-\w{6}/g, '"/home/practice/.dunebook'],
  [/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:4650'],
];

test('the examples of the docs are what a hub answers', async () => {
  const desk = await pairDesk(hub);
  const samples = await samplesOf(hub);
  const ids = new Map<string, string>();
  const shown: Record<string, unknown> = {};
  const routes = new Map(allRoutes(hub.hub).map((route) => [nameOf(route), route]));
  // In the order of the samples, which build on one another.
  for (const [name, sample] of Object.entries(samples)) {
    const route = routes.get(name);
    if (!route || name.endsWith('/stream') || sample.replacesAll) continue;
    const { path, body, csv, status } = sample;
    const answer = await hub.call(route.method, path, csv ?? body, {
      authorization: `Bearer ${bearerOf(sample, desk.token)}`,
      ...(csv !== undefined && { 'content-type': 'text/csv' }),
    });
    expect([name, answer.status, at(answer.body, 'error')]).toEqual([name, status, undefined]);
    const hasBody = answer.headers.get('content-type')?.includes('json') === true;
    shown[name] = tidy(ids, {
      path,
      params: paramsIn(route.path, path),
      request: csv ?? body,
      answer: hasBody && !name.includes('openapi') ? shortened(answer.body) : undefined,
    });
  }
  expect(Object.keys(shown).length).toBeGreaterThan(100);
  // Whatever is asked, the log tells of nobody (rule P2).
  const words = [
    'priya',
    'sharma',
    'ravi',
    'anna berg',
    'read from file',
    'typed at',
    '43210',
    '283915',
    'latex',
  ];
  const secrets = [...Object.values(hub.keys), desk.token, hub.feedUrl.slice(-20)];
  expect(saidIn(await logOf(hub), [...words, ...secrets])).toEqual([]);
  if (process.env.RECORD) {
    const all = Object.fromEntries(Object.entries(shown).sort());
    writeFileSync(file, `${JSON.stringify(all, null, 1)}\n`);
  }
  // Numbers and instants differ with what the hub does by itself meanwhile; what is there does not.
  const before: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(outline(before), 'RECORD=1 records them anew').toEqual(outline(shown));
});

/**
 * What is asked, and the names of what is answered. Ids are of a kind here and no more: how many the
 * answers before have shown differs with what the hub has sent to webhooks by then.
 */
function outline(all: unknown): unknown {
  const asked = Object.entries(Object(all)).map(([name, one]) => [
    name,
    { ...Object(one), answer: Object.keys(Object(at(one, 'answer'))) },
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(asked)).replaceAll(/(_01HXYZ)\d{20}/g, '$1'));
}

function bearerOf({ bearer, desk }: Sample, token: string): string {
  return bearer ?? (desk ? token : hub.keys.live);
}

/** Long lists tell no more than their first rows. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(shortened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}

function tidy(ids: Map<string, string>, value: unknown): unknown {
  const text = written.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(value));
  const steady = text.replaceAll(/\b([a-z]{2,4})_([0-9A-HJKMNP-TV-Z]{26})\b/g, (whole, prefix: string) => {
    const known = ids.get(whole) ?? `${prefix}_01HXYZ${String(ids.size + 1).padStart(20, '0')}`;
    ids.set(whole, known);
    return known;
  });
  return JSON.parse(steady);
}

function paramsIn(route: string, path: string): Record<string, string> | undefined {
  const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return undefined;
  const pattern = new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/?]+)')}`);
  const values = pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]));
}
