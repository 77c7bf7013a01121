import * as z from 'zod';
import { bookings } from '../../shared/resources/bookings.ts';
import { holds } from '../../shared/resources/holds.ts';
import { deskResources, type ResourceName } from '../../shared/resources/index.ts';
import { type ChangeLog, readChangeLog } from '../kit/change-log.ts';
import { type HubProcess, ownTenant } from '../kit/hub-process.ts';

const intentRow = z.object({
  install: z.string(),
  n: z.int(),
  id: z.string(),
  state: z.enum(['accepted', 'refused']),
  refusal: z.string().nullable(),
  seq: z.int(),
});
export type IntentRow = z.output<typeof intentRow>;

const claimRow = z.object({
  resource_id: z.string(),
  owner: z.string(),
  core_start: z.int(),
  core_end: z.int(),
  padded_start: z.int(),
  padded_end: z.int(),
  overbooked: z.int(),
});
export type ClaimRow = z.output<typeof claimRow>;

const docRow = z.object({ doc: z.string() });
const anyDoc = z.looseObject({ id: z.string(), version: z.int() });
export type AnyDoc = z.output<typeof anyDoc>;

/** What lies of one practice in the hub's live database, read behind its back. */
export interface HubState {
  readonly log: ChangeLog;
  readonly intents: readonly IntentRow[];
  readonly claims: readonly ClaimRow[];
  readonly bookings: readonly z.output<typeof bookings.doc>[];
  readonly holds: readonly z.output<typeof holds.doc>[];
  /** Documents that are there, of every resource that desks keep. */
  readonly docs: ReadonlyMap<ResourceName, readonly AnyDoc[]>;
  readonly integrity: string;
}

type Ask = (sql: string) => unknown[];

export function readHub(hub: HubProcess, tenant = ownTenant): HubState {
  const db = hub.database();
  try {
    const all: Ask = (sql) => db.prepare(sql).all(tenant);
    const docs = docsOf(all);
    return {
      log: readChangeLog(db, tenant),
      intents: z.array(intentRow).parse(all('SELECT * FROM intents WHERE tenant_id = ? ORDER BY install, n')),
      claims: z.array(claimRow).parse(all('SELECT * FROM claims WHERE tenant_id = ?')),
      bookings: z.array(bookings.doc).parse(docs.get('bookings')),
      holds: z.array(holds.doc).parse(docs.get('holds')),
      docs,
      integrity: String(db.pragma('integrity_check', { simple: true })),
    };
  } finally {
    db.close();
  }
}

/** The documents alone. */
export function readDocs(hub: HubProcess): HubState['docs'] {
  const db = hub.database();
  try {
    return docsOf((sql) => db.prepare(sql).all(ownTenant));
  } finally {
    db.close();
  }
}

function docsOf(all: Ask): HubState['docs'] {
  return new Map(
    deskResources.map((name) => {
      const rows = z
        .array(docRow)
        .parse(all(`SELECT doc FROM ${name} WHERE tenant_id = ? AND deleted = 0 ORDER BY id`));
      return [name, rows.map(({ doc }) => anyDoc.parse(JSON.parse(doc)))];
    }),
  );
}
