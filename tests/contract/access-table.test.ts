import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { roles } from '../../shared/resources/staff.ts';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { callAs, signedIn } from '../kit/people.ts';
import { text } from '../kit/rest.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { nameOf, today } from './world.ts';

let hub: TestHub;
let routes: Route[];
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  // What ends the caller’s own session, or puts the sandbox back, comes last.
  const late = ['DELETE /v2/sessions/current', 'POST /v2/sandbox/reset'];
  routes = allRoutes(hub.hub).sort((a, b) => late.indexOf(nameOf(a)) - late.indexOf(nameOf(b)));
});
afterAll(() => hub.stop());

/**
 * Who is let in by a route, found out by asking: a request that is no good for anything gets as far as its form being
 * looked at (404, 409, 422), or no further than the door (401, 403).
 */
async function isLetIn(bearer: string | undefined, route: Route): Promise<boolean> {
  const path = route.path.replaceAll(/\{\w+\}/g, 'nothing');
  const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : { no_such_field: 1 };
  const answer = await callAs(hub, bearer, route.method, path, body);
  if (answer.status === 429 || answer.status >= 500) throw new Error(`${nameOf(route)}: ${answer.status}`);
  return answer.status !== 401 && answer.status !== 403;
}

/** `tests/golden/access-table.md` is what is allowed. It is written anew by `npx vitest run access-table -u`. */
test('P1: each route lets in exactly the roles and keys that the table names', async () => {
  const desk = await pairDesk(hub);
  const narrow = await hub.call('POST', '/v2/api-keys', {
    name: 'Narrow',
    scopes: ['bookings:read'],
    plan: 'enterprise',
  });
  const bearers: [string, string | undefined][] = [
    ['nobody', undefined],
    ['pk_live', hub.keys.public],
    ['sk_live', hub.keys.live],
    ['sk_live of bookings:read', text(narrow.body, 'secret')],
    ['sk_test', hub.keys.test],
    ['desk', desk.token],
  ];
  for (const role of roles) bearers.push([role, (await signedIn(hub, role)).token]);
  const rows: string[] = [];
  for (const route of routes) {
    const cells: string[] = [];
    for (const [, bearer] of bearers) cells.push((await isLetIn(bearer, route)) ? 'yes' : '·');
    rows.push(`| ${nameOf(route)} | ${route.scope} | ${cells.join(' | ')} |`);
  }
  const head = ['route', 'scope', ...bearers.map(([name]) => name)];
  const table = [
    '# Who may call what',
    '',
    'Found out by asking the hub; `tests/contract/access-table.test.ts` holds it to this table.',
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.sort(),
    '',
  ].join('\n');
  await expect(table).toMatchFileSnapshot('../golden/access-table.md');
});
