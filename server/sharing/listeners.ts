import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SharingProblem } from '../../shared/lan/sharing.ts';
import { CertificateError, type HubCertificate } from './certificate.ts';

/** What answers requests once they come in. */
export interface Answering {
  readonly all: RequestListener;
  /** Calendar feeds and nothing else. */
  readonly feeds: RequestListener;
}

/** A server that listens on all of this computer's addresses. */
interface Listener {
  readonly port: number;
  /** Takes nobody in any more; what is being answered is finished, what goes on for ever is cut after a moment. */
  close(): Promise<void>;
}

/** What listens, and what cannot. */
export interface Listeners {
  readonly https?: Listener;
  readonly feeds?: Listener;
  readonly problem?: SharingProblem;
  /** What the problem came of. */
  readonly error?: unknown;
}

interface Wanted {
  readonly certificate: () => Promise<HubCertificate>;
  readonly port: number;
  /** Absent: no feeds without encryption. */
  readonly feedsPort: number | undefined;
}

/** Milliseconds that answers have to end in. */
const grace = 500;
/** A handshake that takes longer is none, in milliseconds. */
const handshakeTimeout = 10_000;
/** Far more than desks and calendar programs need, far less than would keep the hub from its own computer. */
const maxConnections = 500;
/** Of one address: no single neighbour takes what all others need. A desk has some ten. */
const mostOfOne = 50;

/** Opens what is wanted and is not open yet; never rejects. */
export async function openListeners(
  wanted: Wanted,
  answering: Answering,
  already: Pick<Listeners, 'https' | 'feeds'>,
): Promise<Listeners> {
  let { https, feeds } = already;
  try {
    if (!https) {
      const { cert, key } = await wanted.certificate();
      const secure = createServer({ cert, key, minVersion: 'TLSv1.2', handshakeTimeout }, answering.all);
      https = await listenOn(secure, wanted.port);
    }
    if (wanted.feedsPort === undefined) return { https };
    feeds ??= await listenOn(createPlainServer(answering.feeds), wanted.feedsPort);
    return { https, feeds };
  } catch (error) {
    return { ...(https && { https }), problem: problemOf(error), error };
  }
}

async function listenOn(server: Server, port: number): Promise<Listener> {
  server.maxConnections = maxConnections;
  limitEach(server);
  // Node's five seconds are less than what a busy caller may be away for: its next request would meet a closed connection.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
    server.listen(port);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(force);
    },
  };
}

/** Ends what is beyond the connections of one address, before a handshake is made. */
function limitEach(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const from = socket.remoteAddress ?? '';
    const count = (open.get(from) ?? 0) + 1;
    open.set(from, count);
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left > 0) open.set(from, left);
      else open.delete(from);
    });
    if (count > mostOfOne) socket.destroy();
  });
}

function problemOf(error: unknown): SharingProblem {
  if (error instanceof CertificateError) return 'certificate';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'port_in_use';
  return code === 'EACCES' || code === 'EPERM' ? 'not_allowed' : 'failed';
}
