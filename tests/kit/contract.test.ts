import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractIn } from './contract.ts';
import { startHub, type TestHub } from './hub.ts';

let hub: TestHub;
let contract: ReturnType<typeof contractIn>;
beforeAll(async () => {
  hub = await startHub();
  contract = contractIn((await hub.call('GET', '/v2/openapi.json')).body);
});
afterAll(() => hub.stop());

const good = { status: 'ok', now: '2026-04-15T09:42:11Z' };
const named = { 'x-request-id': 'req_01J8ZQ4V9T3M5N7P9R1S3V5X7Z', 'content-type': 'application/json' };

/** What is wrong with an answer. */
function check(
  path: string,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  method = 'GET',
): string[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...named, ...headers })) response.setHeader(name, value);
  return contract({ method, url: path }, response, Buffer.from(JSON.stringify(body)));
}

test('an answer as the document says is one', () => {
  expect(check('/v2/health', 200, good)).toEqual([]);
  expect(check('/v2/health/', 200, good, {}, 'HEAD')).toEqual([]);
});

test.each([
  ['a field that is not documented', () => check('/v2/health', 200, { ...good, secret: 1 }), /additional/],
  ['a missing field', () => check('/v2/health', 200, { status: 'ok' }), /required property 'now'/],
  ['a value of another form', () => check('/v2/health', 200, { ...good, status: 'up' }), /constant/],
  ['a status', () => check('/v2/health', 418, good), /status is not documented/],
  ['a header', () => check('/v2/health', 200, good, { 'x-powered-by': 'x' }), /x-powered-by is not/],
  ['a header of another form', () => check('/v2/health', 200, good, { 'x-request-id': 'x' }), /x-request-id/],
  ['a media type', () => check('/v2/health', 200, good, { 'content-type': 'text/html' }), /media type/],
  ['an operation', () => check('/v2/secret', 200, good), /no such operation/],
  ['429 without Retry-After', () => check('/v2/health', 429, {}), /retry-after is missing/],
  ['a body where there is none', () => check('/v2/customers/x', 204, good, {}, 'DELETE'), /has a body/],
  [
    'a field inside a list',
    () =>
      check('/v2/event-types', 200, {
        data: [{ type: 'a', description: 'b', status: 'planned', commands: [], c: 1 }],
      }),
    /\/data\/0/,
  ],
])('%s breaks the contract', (_, checked, told) => {
  expect(checked().join('\n')).toMatch(told);
});

test('an answer to somebody who did not ask through the kit is held to it too', async () => {
  const sent = ServerResponse.prototype.setHeader;
  // A hub that tells what it runs on, for one answer.
  ServerResponse.prototype.setHeader = function tell(name, value) {
    if (name === 'X-Request-Id') sent.call(this, 'X-Powered-By', 'somebody');
    return sent.call(this, name, value);
  };
  try {
    const answer = await fetch(`${hub.url}/v2/health`);
    expect(answer.headers.get('x-powered-by')).toBe('somebody');
    await answer.text();
  } finally {
    ServerResponse.prototype.setHeader = sent;
  }
  await expect(hub.call('GET', '/v2/health')).rejects.toThrow(/x-powered-by is not documented/);
});
