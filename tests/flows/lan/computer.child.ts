import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HubDoor, openHubDoor } from '../../../electron/hub-door.ts';
import { lookAround } from '../../../electron/nearby.ts';
import { config } from '../../../server/config.ts';
import { type RunningHub, startHub } from '../../../server/main.ts';
import type { JoinRequest } from '../../../shared/ipc.ts';
import type { CallAnswer, CallMessage } from '../../kit/calls.ts';
import { makeCertificate } from '../../kit/certificates.ts';
import { askOverLan, type LanAnswer, type LanPlace } from '../../kit/lan.ts';

/*
 * One computer of a network, in a process of its own: the hub's, or one with the main process of a desk, or that of
 * somebody who was not let in. A test starts several and tells each what to do.
 */

const folder = mkdtempSync(join(tmpdir(), 'dunebook-computer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let door: HubDoor | undefined;
let hub: RunningHub | undefined;
let thief: Server | undefined;
/** Whatever reached the thief decrypted. */
const caught: { path: string; authorization: string; body: string }[] = [];
let handshakes = 0;
let heard = 0;
let listening = false;

/** What a request of a desk's window came to; status 0 where nobody answered whom the desk trusts. */
async function ask(
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = new Request(`http://desk.localhost${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(6_000),
  });
  const answer = await theDoor().send(request, path);
  const text = answer.status === 0 ? '' : await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

function theDoor(): HubDoor {
  if (!door) throw new Error('this computer has no desk');
  return door;
}

const api = {
  /** Starts the main process of a desk, as far as it speaks with hubs elsewhere; `listens`: to announcements. */
  async openDesk(listens: boolean): Promise<void> {
    const tokens = new Map<string, string>();
    door = openHubDoor({
      targetFile: join(folder, 'hub-target.json'),
      vault: {
        async keep(device, _hub, token) {
          tokens.set(`kept_${device}`, token);
          return `kept_${device}`;
        },
        real: async (shown) => tokens.get(shown),
        forget: () => tokens.clear(),
        hasKeyring: async () => true,
      },
      nearby: listens ? lookAround() : { hubs: async () => [], stop: () => undefined },
      startOwn: () => ({
        status: () => ({ state: 'stopped' }),
        url: () => undefined,
        isShared: () => false,
        invitation: () => Promise.reject(new Error('no hub of its own')),
        stop: async () => undefined,
      }),
      fetch: () => Promise.reject(new Error('no hub of its own')),
      clock: () => performance.now(),
    });
  },
  nearby: () => theDoor().nearby(),
  join: (by: JoinRequest['by']) => theDoor().join({ by }),
  target: () => theDoor().target(),
  ask,
  /** Listens to what the hub says for as long as the connection stands. */
  async listen(token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    const request = new Request('http://desk.localhost/v2/sync/stream', { headers });
    const answer = await theDoor().send(request, '/v2/sync/stream');
    heard = 0;
    listening = answer.status === 200;
    void (async () => {
      for await (const chunk of answer.body ?? []) heard += chunk.length;
    })()
      .catch(() => undefined)
      .finally(() => {
        listening = false;
      });
    return answer.status;
  },
  heard: async () => ({ heard, listening }),

  /** Starts a hub on the data of a folder. */
  async startHub(dataDir: string, sharingPort: number): Promise<void> {
    hub = await startHub(config.parse({ dataDir, port: 0, sharingPort, feedsPort: 0, logLevel: 'error' }));
  },
  /** Asks the hub of this computer, on this computer. */
  async atHub(method: string, path: string, bearer: string, body?: object): Promise<LanAnswer> {
    if (!hub) throw new Error('this computer has no hub');
    return askOverLan({ port: Number(new URL(hub.url).port) }, method, path, {
      bearer,
      // Between processes, what was left out arrives as null.
      ...(body && { body }),
    });
  },
  hubPort: async () => Number(new URL(hub?.url ?? '').port),
  async stopHub(): Promise<void> {
    await hub?.stop();
  },

  /** Asks as anybody can, with what is known of the hub. */
  async askOpenly(place: LanPlace, method: string, path: string, asked: object): Promise<LanAnswer | string> {
    return askOverLan(place, method, path, asked).catch((error: unknown) => String(Object(error).code));
  },

  /** Answers in the hub's place under another certificate, and keeps all that is said to it. */
  async impersonate(name: string, port: number): Promise<number> {
    thief = createServer(makeCertificate({ hosts: [name] }), async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      caught.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body });
      response.writeHead(201, { 'content-type': 'application/json' });
      const token = `dsk_live_${'x'.repeat(32)}`;
      const hub_id = '0190a3c4-7b1e-7c3d-9f00-3a5b7c9d1e2f';
      response.end(
        JSON.stringify({ device_id: 'dev_thief', tenant_id: 'tnt_clinic', token, hub_id, proof: 'none' }),
      );
    });
    thief.on('connection', () => {
      handshakes += 1;
    });
    await once(thief.listen(port), 'listening');
    return (thief.address() as AddressInfo).port;
  },
  caught: async () => ({ handshakes, caught }),
  async leave(): Promise<void> {
    await door?.stop();
    await hub?.stop();
    process.exit();
  },
};

/** What a test may ask of a computer. */
export type ComputerApi = typeof api;

process.on('message', async ({ id, method, args }: CallMessage<keyof ComputerApi>) => {
  const answer: CallAnswer = await Reflect.apply(api[method], api, args).then(
    (result: unknown) => ({ id, result }),
    (error: unknown) => ({ id, error: String(error instanceof Error ? error.stack : error) }),
  );
  process.send?.(answer);
});

// A test that is gone leaves nobody behind.
process.on('disconnect', () => process.exit());
