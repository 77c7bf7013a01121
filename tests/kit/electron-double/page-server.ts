import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { answerOf, appUrl } from './protocol.ts';

/**
 * Serves the window's pages on a free port of this computer by calling the protocol's handler; answers stream.
 * @returns the port
 */
export function servePages(): Promise<number> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The pages have no port.'));
      else resolve(address.port);
    });
  });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const { method = 'GET' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const request = new Request(appUrl(`http://${incoming.headers.host}${incoming.url}`), {
    method,
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(hasBody && { body: new Uint8Array(await buffer(incoming)) }),
  });
  const response = await answerOf(request);
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body) await pipeline(chunksOf(response.body), outgoing);
  else outgoing.end();
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}
