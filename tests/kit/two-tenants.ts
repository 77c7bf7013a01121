import { hash } from 'node:crypto';
import { asHub, grantKey } from '../../server/access/grant.ts';
import type { Mode } from '../../server/store/store.ts';
import { createPractice } from '../../shared/commands/practice/create.ts';
import { loadDocuments } from '../../shared/commands/practice/load.ts';
import { definitions, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { startHub, type TestHub, type TestHubOptions } from './hub.ts';

/** One side of a wall: a practice, or its sandbox, with one document of each resource. */
export interface Side {
  readonly tenant: string;
  readonly mode: Mode;
  /** A secret key of this side, with everything that one may do. */
  readonly key: string;
  /** In every id of this side, and in no other text of the hub. */
  readonly mark: string;
  /** The id of its document of each resource. */
  readonly ids: Readonly<Record<ResourceName, string>>;
}

export interface TwoTenants {
  readonly hub: TestHub;
  readonly a: Side;
  readonly b: Side;
  /** The sandbox of `a`. */
  readonly sandbox: Side;
}

/** A hub with two practices, and the sandbox of the first. */
export async function startTwoTenants(options: TestHubOptions = {}): Promise<TwoTenants> {
  const hub = await startHub(options);
  const practice = { name: 'Other Clinic', timezone: 'Europe/Berlin', currency: 'EUR', country: 'DE' };
  await asHub(hub.hub, 'tnt_other', createPractice, practice);
  return {
    hub,
    a: await fillSide(hub, hub.tenant, 'live', 'SideOfA'),
    b: await fillSide(hub, 'tnt_other', 'live', 'SideOfB'),
    sandbox: await fillSide(hub, hub.tenant, 'test', 'SideOfSandbox'),
  };
}

/** Secrets’ hashes and the like, which examples do not show. */
function hiddenOf(name: ResourceName, mark: string): Record<string, unknown> {
  const secret = { hash: hash('sha256', `${name} ${mark}`) };
  if (name === 'bookings') return { history: [] };
  if (name === 'staff') return { generation: 1 };
  if (name === 'webhooks') return { secret: 'sealed', from_seq: 0, replays: [] };
  if (name === 'sessions') return { ...secret, generation: 1 };
  return ['api_keys', 'devices', 'invites', 'feeds'].includes(name) ? secret : {};
}

/** Makes one document of each resource out of its example, all of them referring to each other. */
async function fillSide(hub: TestHub, tenant: string, mode: Mode, mark: string): Promise<Side> {
  const key = await grantKey(hub.hub, tenant, { name: mark, kind: 'secret', mode, plan: 'enterprise' });
  const names = Object.keys(definitions).filter(isResourceName);
  const idOf = (name: ResourceName) =>
    name === 'practice' ? tenant : `${definitions[name].prefixes[0]}_${mark}`;
  const prefixes = names.flatMap((name) => definitions[name].prefixes.map((prefix) => [prefix, idOf(name)]));
  const byPrefix = new Map(prefixes.map(([prefix = '', id = '']) => [prefix, id]));
  for (const name of names.filter((other) => other !== 'practice')) {
    const { doc, example } = definitions[name];
    const own = JSON.stringify(example).replaceAll(/"([a-z]{2,8})_\w+"/g, (text, prefix: string) =>
      byPrefix.has(prefix) ? `"${byPrefix.get(prefix)}"` : text,
    );
    const decoded = doc.decode({
      metadata: {},
      ...JSON.parse(own),
      ...hiddenOf(name, mark),
      id: idOf(name),
      tenant_id: tenant,
      version: 1,
      created_at: '2026-04-15T04:00:00Z',
      updated_at: '2026-04-15T04:00:00Z',
    });
    await asHub(hub.hub, tenant, loadDocuments, { documents: [{ resource: name, doc: decoded }] }, mode);
  }
  const ids = Object.fromEntries(names.map((name) => [name, idOf(name)])) as Record<ResourceName, string>;
  return { tenant, mode, key, mark, ids };
}
