import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Certificate } from './certificates.ts';
import type { TestHub } from './hub.ts';
import { text } from './rest.ts';

/** One request that a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a receiver answers: a status, or by its own hand. */
export type Answering =
  | number
  | ((request: http.IncomingMessage, response: http.ServerResponse, got: Received) => void);

/** A real HTTP server that gets webhooks; with a certificate, by https. */
export interface Receiver {
  readonly url: string;
  /** `127.0.0.1:port`, or `localhost:port` of one that speaks TLS, as `webhook_allowed_hosts` has it. */
  readonly host: string;
  readonly got: Received[];
  /** From now on; 200 at first. */
  answer(how: Answering): void;
  /** Resolves when there are so many requests, or of those that meet the condition. */
  until(count: number, meets?: (got: Received) => boolean): Promise<Received[]>;
  close(): Promise<void>;
}

export async function startReceiver(certificate?: Certificate): Promise<Receiver> {
  const got: Received[] = [];
  let how: Answering = 200;
  const waiting = new Set<() => void>();
  const onRequest: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const received = { path: request.url ?? '', headers, body: Buffer.concat(chunks).toString('utf8') };
      got.push(received);
      if (typeof how === 'number') response.writeHead(how).end('thanks');
      else how(request, response, received);
      for (const check of waiting) check();
    });
  };
  const server = certificate ? https.createServer(certificate, onRequest) : http.createServer(onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = certificate ? `localhost:${port}` : `127.0.0.1:${port}`;
  return {
    url: `${certificate ? 'https' : 'http'}://${host}`,
    host,
    got,
    answer(next) {
      how = next;
    },
    until(count, meets = () => true) {
      return new Promise((resolve) => {
        function check(): void {
          const found = got.filter(meets);
          if (found.length < count) return;
          waiting.delete(check);
          resolve(found);
        }
        waiting.add(check);
        check();
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The owner allows these hosts. */
export async function allowHosts(hub: Pick<TestHub, 'call'>, hosts: readonly string[]): Promise<void> {
  const { status } = await hub.call('PATCH', '/v2/tenant', { webhook_allowed_hosts: hosts });
  expect(status).toBe(200);
}

/** Registers an endpoint; answers with its id and secret. */
export async function register(
  hub: Pick<TestHub, 'call'>,
  url: string,
  more: Record<string, unknown> = {},
): Promise<{ id: string; secret: string }> {
  const answer = await hub.call('POST', '/v2/webhooks', { url, events: ['booking.*'], ...more });
  expect(answer.body).toMatchObject({ enabled: true });
  return { id: text(answer.body, 'id'), secret: text(answer.body, 'secret') };
}
