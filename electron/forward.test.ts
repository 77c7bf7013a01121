import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { forward } from './forward.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real HTTP server on a free port; what it got is what main sent. */
async function serve(answer: (req: IncomingMessage, res: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

describe('forwarding to the hub', () => {
  test('method, body and the hub’s headers arrive; those of the window do not', async () => {
    const url = await serve(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      res.setHeader('X-Request-Id', 'req_1');
      res.setHeader('ETag', '"3"');
      res.statusCode = 201;
      res.end(
        JSON.stringify({ method: req.method, headers: req.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    const request = new Request('app://desk/v2/bookings', {
      method: 'POST',
      headers: {
        authorization: 'Bearer dsk_live_x',
        'content-type': 'application/json',
        'x-idempotency-key': 'k',
        origin: 'app://desk',
        referer: 'app://desk/',
        cookie: 'a=b',
      },
      body: '{"a":1}',
    });
    const answer = await forward(request, `${url}/v2/bookings`, fetch);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-request-id')).toBe('req_1');
    expect(answer.headers.get('etag')).toBe('"3"');
    const seen = await answer.json();
    expect(seen).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: {
        authorization: 'Bearer dsk_live_x',
        'content-type': 'application/json',
        'x-idempotency-key': 'k',
      },
    });
    for (const name of ['origin', 'referer', 'cookie']) expect(seen.headers).not.toHaveProperty(name);
  });

  test('server-sent events arrive one by one, while the answer is still open', async () => {
    let open: ServerResponse | undefined;
    const url = await serve((_req, res) => {
      open = res;
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write('data: 1\n\n');
    });
    const answer = await forward(new Request('app://desk/v2/sync/stream'), `${url}/v2/sync/stream`, fetch);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('data: 1\n\n');
    open?.write('data: 2\n\n');
    expect((await reader?.read())?.value).toBe('data: 2\n\n');
    await reader?.cancel();
  });

  test('an answer that breaks off is an error, not an end', async () => {
    let open: ServerResponse | undefined;
    const url = await serve((_req, res) => {
      open = res;
      res.write('data: 1\n\n');
    });
    const answer = await forward(new Request('app://desk/v2/sync/stream'), url, fetch);
    const reader = answer.body?.getReader();
    await reader?.read();
    open?.destroy();
    await expect(reader?.read()).rejects.toThrow();
  });

  test('a compressed answer is passed on decoded and says so', async () => {
    const url = await serve((_req, res) => {
      res.setHeader('content-encoding', 'gzip');
      res.end(Buffer.from('H4sIAAAAAAAAA6tWSlSyMqwFAKkwlT4HAAAA', 'base64'));
    });
    const answer = await forward(new Request('app://desk/v2/x'), url, async (target, init) => {
      const response = await fetch(target, init);
      await response.body?.cancel();
      return new Response('{"a":1}', { headers: response.headers });
    });
    expect(answer.headers.has('content-encoding')).toBe(false);
    expect(await answer.json()).toEqual({ a: 1 });
  });

  test.each([204, 304])('%i has no body', async (status) => {
    const url = await serve((_req, res) => {
      res.statusCode = status;
      res.end();
    });
    const answer = await forward(new Request('app://desk/v2/x'), url, fetch);
    expect(answer.status).toBe(status);
    expect(answer.body).toBeNull();
  });

  test('a redirect is never followed, so the window cannot be led elsewhere', async () => {
    const elsewhere = await serve((_req, res) => res.end('elsewhere'));
    const url = await serve((_req, res) => {
      res.writeHead(302, { location: elsewhere });
      res.end();
    });
    expect((await forward(new Request('app://desk/v2/x'), url, fetch)).type).toBe('error');
  });

  test('a hub that is not there is a network error, as in a browser', async () => {
    const answer = await forward(new Request('app://desk/v2/x'), 'http://127.0.0.1:1/v2/x', fetch);
    expect(answer.type).toBe('error');
  });
});
