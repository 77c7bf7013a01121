import http from 'node:http';

export interface Got {
  /** Milliseconds until the last byte of the answer was here. */
  readonly ms: number;
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks one server over one connection that stays open, one request after the other. */
export interface Asker {
  get(path: string, headers?: Record<string, string>): Promise<Got>;
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Got>;
  close(): void;
}

/** Opens it; anything but 200, 201 and 304 is thrown. */
export function openAsker(url: string, always: Record<string, string> = {}): Asker {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);

  function ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Got> {
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      const options = { agent, hostname, port, method, path, headers: { ...always, ...headers } };
      const request = http.request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const ms = performance.now() - begun;
          const status = response.statusCode ?? 0;
          const answer = { ms, status, headers: response.headers, body: Buffer.concat(chunks) };
          if (status === 200 || status === 201 || status === 304) resolve(answer);
          else reject(new Error(`${method} ${path}: ${status} ${answer.body}`));
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  return {
    get: (path, headers = {}) => ask('GET', path, headers),
    send: (method, path, body, headers = {}) =>
      ask(method, path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
    close: () => agent.destroy(),
  };
}

/** Milliseconds that each of `rounds` requests takes, after some that warm up and do not count. */
export async function askOften(rounds: number, ask: () => Promise<Got>, warmUp = 20): Promise<number[]> {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const { ms } = await ask();
    if (round >= 0) times.push(ms);
  }
  return times;
}
