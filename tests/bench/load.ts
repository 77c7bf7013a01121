import http from 'node:http';

export interface Load {
  readonly perSecond: number;
  readonly latencies: readonly number[];
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/**
 * Sends `count` requests over `connections` that stay open, each as soon as its connection is free. They are opened before
 * the clock starts: a server takes one new connection a turn, so that the last of fifty would wait for the first.
 */
export async function load(
  url: string,
  count: number,
  connections: number,
  make: (i: number) => Request,
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;

  function send({ method, path, headers, body }: Request): Promise<number> {
    return new Promise((resolve, reject) => {
      const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  async function connection(): Promise<void> {
    while (next < count) {
      const before = performance.now();
      const status = await send(make(next++));
      latencies.push(performance.now() - before);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }

  await Promise.all(Array.from({ length: connections }, () => send({ method: 'GET', path: '/' })));
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { perSecond: count / seconds, latencies, statuses };
}
