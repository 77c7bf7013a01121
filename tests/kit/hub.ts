import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asHub, grantFeed, grantInvitation, grantKey } from '../../server/access/grant.ts';
import { config } from '../../server/config.ts';
import type { ContextOptions, HubContext } from '../../server/context.ts';
import { startHub as start } from '../../server/main.ts';
import { createPractice } from '../../shared/commands/practice/create.ts';
import type { Plan } from '../../shared/resources/practice.ts';
import { watchContract } from './contract.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON body; `{}` where there was none. */
  readonly body: Record<string, unknown>;
}

export interface TestHub {
  readonly url: string;
  readonly tenant: string;
  readonly hub: HubContext;
  /** Secret keys: live, sandbox; and a website's key. */
  readonly keys: { readonly live: string; readonly test: string; readonly public: string };
  readonly feedUrl: string;
  readonly dataDir: string;
  /** Calls the API with the live key, or what `headers.authorization` says. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A one-time invitation for a desk. */
  invite(): Promise<string>;
  stop(): Promise<void>;
}

export interface TestHubOptions extends Pick<ContextOptions, 'resolve' | 'lookEvery'> {
  /** Milliseconds since the epoch; the machine's clock if absent. */
  readonly clock?: () => number;
  readonly timezone?: string;
  /** An existing folder is kept when the hub stops; without one, a new one that is removed. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Where it listens on the network if it is shared; a free one if absent. */
  readonly sharingPort?: number;
  readonly deskDir?: string;
  readonly paperDir?: string;
  /** Rate limits of the keys; the largest if absent, so that tests do not meet them by accident. */
  readonly plan?: Plan;
  /** Answers are not held to the document: the hub alone is measured. */
  readonly unwatched?: boolean;
}

/**
 * A real hub in this process, on real SQLite files and a real port, with an empty practice. Whatever it answers, to
 * whomever, is held to its OpenAPI document: a call that broke it throws, and so does `stop`.
 */
export async function startHub(options: TestHubOptions = {}): Promise<TestHub> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'dunebook-'));
  const running = await start(
    config.parse({
      dataDir,
      port: options.port ?? 0,
      sharingPort: options.sharingPort ?? 0,
      feedsPort: 0,
      deskDir: options.deskDir,
      paperDir: options.paperDir,
      logLevel: 'error',
    }),
    { ...options, passphraseCost: { N: 1024, r: 8, p: 1 } },
  );
  const { hub, url } = running;
  const tenant = 'tnt_clinic';
  if (hub.stores.live.tenants().length === 0) {
    const { timezone = 'Asia/Kolkata' } = options;
    const practice = { name: 'Dune Clinic', timezone, currency: 'INR', country: 'IN' };
    await asHub(hub, tenant, createPractice, practice);
    await asHub(hub, tenant, createPractice, practice, 'test');
  }
  const keyPlan = options.plan ?? 'enterprise';
  const keys = {
    live: await grantKey(hub, tenant, { name: 'Test key', kind: 'secret', mode: 'live', plan: keyPlan }),
    test: await grantKey(hub, tenant, { name: 'Sandbox key', kind: 'secret', mode: 'test', plan: keyPlan }),
    public: await grantKey(hub, tenant, { name: 'Website', kind: 'public', mode: 'live', plan: keyPlan }),
  };
  const contract = options.unwatched ? undefined : watchContract(hub, Number(new URL(url).port));
  const feed = await grantFeed(hub, tenant, { name: 'All', privacy: 'full', past_days: 60 });
  return {
    url,
    tenant,
    get hub() {
      return running.hub;
    },
    keys,
    dataDir,
    feedUrl: `${url}/calendar/feed/${feed}.ics`,
    async call(method, path, body, headers = {}) {
      const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${keys.live}`, ...json, ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      contract?.check();
      const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {} };
    },
    invite: () => grantInvitation(running.hub, tenant, 60),
    async stop() {
      await running.stop();
      contract?.close();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
      contract?.check();
    },
  };
}
