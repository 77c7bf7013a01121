import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gets webhooks in a process of its own and notes when each came: `/hang/…` never answers, others answer 200 at once. */
const arrivals = new Map<string, [string, number][]>();
const server = http.createServer((request, response) => {
  const path = request.url ?? '';
  const own = arrivals.get(path) ?? [];
  arrivals.set(path, own);
  own.push([String(request.headers['webhook-id']), performance.timeOrigin + performance.now()]);
  request.resume();
  if (!path.startsWith('/hang/')) request.on('end', () => response.end());
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
/** Answers with what came to a path since it was asked last; without a list, with how many. */
process.on('message', ({ path, list }: { path: string; list: boolean }) => {
  const own = arrivals.get(path) ?? [];
  process.send?.(list ? own : own.length);
  if (list) arrivals.delete(path);
});
process.on('disconnect', () => process.exit());
