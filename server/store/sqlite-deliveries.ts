import type {
  Deliveries,
  Delivery,
  DeliveryPage,
  DueDelivery,
  NewDelivery,
  Position,
  Settled,
  Try,
} from './deliveries.ts';
import type { Param, Prepare } from './sqlite-view.ts';

/** Tries that are kept of a delivery: the first, and the last of them. */
const keptTries = 20;
const columns =
  'n, id, endpoint_id, event_id, type, source, status, attempts, next_at, created_at, last_at, tries';

type Reads =
  | 'position'
  | 'replayed'
  | 'failingSince'
  | 'due'
  | 'page'
  | 'one'
  | 'counts'
  | 'firstMissed'
  | 'wasTaken'
  | 'endpoints'
  | 'firstWaiting'
  | 'known';

/** Reading what is on its way to the endpoints of one tenant. */
export function deliveryReads(prepare: Prepare, tenant: string): Pick<Deliveries, Reads> {
  function first<Row>(sql: string, ...params: Param[]): Row | undefined {
    return prepare(sql).get(tenant, ...params) as Row | undefined;
  }

  function rows<Row>(sql: string, ...params: Param[]): Row[] {
    return prepare(sql).all(tenant, ...params) as Row[];
  }

  return {
    position: () => first<Position>('SELECT epoch, seq FROM positions WHERE tenant_id = ?'),

    replayed: (id) =>
      first<{ seq: number }>('SELECT seq FROM replays WHERE tenant_id = ? AND id = ?', id)?.seq,

    failingSince: (endpoint) =>
      first<{ since: number }>('SELECT since FROM failing WHERE tenant_id = ? AND endpoint_id = ?', endpoint)
        ?.since,

    due: (endpoint, now, limit) =>
      rows<DueDelivery>(
        `SELECT n, id, event_id, type, attempts, step, event_seq, body FROM deliveries
         WHERE tenant_id = ? AND endpoint_id = ? AND next_at <= ? ORDER BY next_at, n LIMIT ?`,
        endpoint,
        now,
        limit,
      ),

    page({ endpoint, limit, status, type, event, from }: DeliveryPage) {
      const wanted = [
        ['status', status],
        ['type', type],
        ['event_id', event],
      ].filter((pair): pair is [string, string] => pair[1] !== undefined);
      const narrowed = wanted.map(([column]) => ` AND ${column} = ?`).join('');
      const keyset = from ? ` AND n ${from.backwards ? '>' : '<'} ?` : '';
      const found = rows<Stored>(
        `SELECT ${columns} FROM deliveries WHERE tenant_id = ? AND endpoint_id = ?${narrowed}${keyset}
         ORDER BY n ${from?.backwards ? 'ASC' : 'DESC'} LIMIT ?`,
        endpoint,
        ...wanted.map(([, value]) => value),
        ...(from ? [from.n] : []),
        limit,
      ).map(deliveryOf);
      return from?.backwards ? found.reverse() : found;
    },

    one(endpoint, id) {
      const row = first<Stored & { event_seq: number | null; body: string | null }>(
        `SELECT ${columns}, event_seq, body FROM deliveries WHERE tenant_id = ? AND endpoint_id = ? AND id = ?`,
        endpoint,
        id,
      );
      return row && { ...deliveryOf(row), event_seq: row.event_seq, body: row.body };
    },

    counts(endpoint) {
      const found = rows<{ status: string; last_ms: number | null }>(
        'SELECT status, last_ms FROM deliveries WHERE tenant_id = ? AND endpoint_id = ? ORDER BY n DESC LIMIT 1000',
        endpoint,
      );
      const having = (status: string) => found.filter((row) => row.status === status).length;
      return {
        pending: having('pending'),
        succeeded: having('succeeded'),
        failed: having('failed'),
        latencies: found.flatMap((row) => row.last_ms ?? []),
      };
    },

    firstMissed: (endpoint, since) =>
      first<{ seq: number | null }>(
        `SELECT min(event_seq) AS seq FROM deliveries
         WHERE tenant_id = ? AND endpoint_id = ? AND status <> 'succeeded' AND (status = 'pending' OR last_at >= ?)`,
        endpoint,
        since,
      )?.seq ?? undefined,

    wasTaken: (endpoint, eventSeq) =>
      first(
        `SELECT 1 FROM deliveries WHERE tenant_id = ? AND endpoint_id = ? AND event_seq = ? AND status = 'succeeded'`,
        endpoint,
        eventSeq,
      ) !== undefined,

    endpoints: () =>
      rows<{ id: string }>('SELECT DISTINCT endpoint_id AS id FROM deliveries WHERE tenant_id = ?').map(
        ({ id }) => id,
      ),

    firstWaiting: () =>
      first<{ seq: number | null }>(
        `SELECT min(event_seq) AS seq FROM deliveries WHERE tenant_id = ? AND status = 'pending'`,
      )?.seq ?? undefined,

    known: (below, limit) =>
      rows(
        `SELECT DISTINCT event_seq AS seq, event_id AS id FROM deliveries
         WHERE tenant_id = ? AND event_seq < ? ORDER BY event_seq DESC LIMIT ?`,
        below,
        limit,
      ),
  };
}

/** Writing it. */
export function deliveryWrites(prepare: Prepare, tenant: string): Omit<Deliveries, Reads> {
  function run(sql: string, ...params: Param[]): number {
    return prepare(sql).run(...params).changes;
  }

  /** When it may go: now, or when nothing earlier about the same thing waits. */
  function nextAt({ endpoint_id, order_key, event_seq, created_at }: NewDelivery): number | null {
    if (order_key === undefined || event_seq === undefined) return created_at;
    const earlier = prepare(
      `SELECT 1 FROM deliveries WHERE tenant_id = ? AND endpoint_id = ? AND order_key = ? AND status = 'pending'
         AND event_seq < ? LIMIT 1`,
    ).get(tenant, endpoint_id, order_key, event_seq);
    return earlier === undefined ? created_at : null;
  }

  function put(delivery: NewDelivery, onConflict: string): void {
    const { id, endpoint_id, event_id, event_seq, type, order_key, source, created_at, body } = delivery;
    run(
      `INSERT INTO deliveries (tenant_id, endpoint_id, id, event_id, event_seq, type, order_key, source,
         status, attempts, step, next_at, created_at, body, tries)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0, ?, ?, ?, '[]')
       ${onConflict}`,
      tenant,
      endpoint_id,
      id,
      event_id,
      event_seq ?? null,
      type,
      order_key ?? null,
      source,
      nextAt(delivery),
      created_at,
      body ?? null,
    );
  }

  return {
    movePosition: ({ epoch, seq }) =>
      void run(
        'INSERT OR REPLACE INTO positions (tenant_id, epoch, seq) VALUES (?, ?, ?)',
        tenant,
        epoch,
        seq,
      ),

    moveReplay: (id, seq) =>
      void run('INSERT OR REPLACE INTO replays (tenant_id, id, seq) VALUES (?, ?, ?)', tenant, id, seq),

    add: (delivery) =>
      put(delivery, 'ON CONFLICT (tenant_id, endpoint_id, event_seq) WHERE event_seq IS NOT NULL DO NOTHING'),

    addAgain: (delivery) =>
      put(
        delivery,
        `ON CONFLICT (tenant_id, endpoint_id, event_seq) WHERE event_seq IS NOT NULL DO UPDATE
         SET status = 'pending', step = 0, source = excluded.source,
           next_at = CASE WHEN status <> 'pending' THEN excluded.next_at
             WHEN next_at IS NULL THEN NULL
             ELSE min(next_at, coalesce(excluded.next_at, next_at)) END`,
      ),

    again(endpoint, id, now, source) {
      run(
        `UPDATE deliveries SET status = 'pending', step = 0, next_at = ?, source = ?
         WHERE tenant_id = ? AND endpoint_id = ? AND id = ?`,
        now,
        source,
        tenant,
        endpoint,
        id,
      );
    },

    settle({ n, endpoint_id, status, next_at, tried }: Settled) {
      const [row] = prepare(
        `UPDATE deliveries SET status = ?, attempts = attempts + 1, step = step + 1, next_at = ?, last_at = ?, last_ms = ?,
           tries = json_insert(CASE WHEN json_array_length(tries) >= ${keptTries} THEN json_remove(tries, '$[1]')
             ELSE tries END, '$[#]', json(?))
         WHERE n = ? AND tenant_id = ? AND endpoint_id = ? RETURNING order_key`,
      ).all(status, next_at, tried.at, tried.ms, JSON.stringify(tried), n, tenant, endpoint_id) as {
        order_key: string | null;
      }[];
      if (status === 'pending' || !row?.order_key) return;
      run(
        `UPDATE deliveries SET next_at = ? WHERE n = (SELECT n FROM deliveries
           WHERE tenant_id = ? AND endpoint_id = ? AND order_key = ? AND status = 'pending' ORDER BY event_seq LIMIT 1)
         AND next_at IS NULL`,
        tried.at,
        tenant,
        endpoint_id,
        row.order_key,
      );
    },

    noteHealth(endpoint, failedAt) {
      if (failedAt === undefined)
        run('DELETE FROM failing WHERE tenant_id = ? AND endpoint_id = ?', tenant, endpoint);
      else
        run(
          'INSERT OR IGNORE INTO failing (tenant_id, endpoint_id, since) VALUES (?, ?, ?)',
          tenant,
          endpoint,
          failedAt,
        );
    },

    giveUp: (endpoint, limit) =>
      run(
        `UPDATE deliveries SET status = 'failed', next_at = NULL WHERE n IN (SELECT n FROM deliveries
           WHERE tenant_id = ? AND endpoint_id = ? AND status = 'pending' LIMIT ?)`,
        tenant,
        endpoint,
        limit,
      ),

    drop(endpoint, limit, before) {
      const old = before === undefined ? '' : ` AND status <> 'pending' AND created_at < ?`;
      return run(
        `DELETE FROM deliveries WHERE n IN (SELECT n FROM deliveries WHERE tenant_id = ? AND endpoint_id = ?
           ${old} ORDER BY n LIMIT ?)`,
        tenant,
        endpoint,
        ...(before === undefined ? [] : [before]),
        limit,
      );
    },

    dropOf: (eventSeqs) =>
      void run(
        'DELETE FROM deliveries WHERE tenant_id = ? AND event_seq IN (SELECT value FROM json_each(?))',
        tenant,
        JSON.stringify(eventSeqs),
      ),

    bare(eventSeqs) {
      const found = prepare(
        `SELECT n, tries FROM deliveries
         WHERE tenant_id = ? AND event_seq IN (SELECT value FROM json_each(?)) AND attempts > 0`,
      ).all(tenant, JSON.stringify(eventSeqs)) as { n: number; tries: string }[];
      return found.flatMap(({ n, tries }) => {
        const all: Try[] = JSON.parse(tries);
        run('UPDATE deliveries SET tries = ? WHERE n = ?', JSON.stringify(all.map(bareTry)), n);
        return all.flatMap(({ headers = {}, body }) =>
          [...Object.values(headers), ...(body ? [body] : [])].map((text) => JSON.stringify(text)),
        );
      });
    },
  };
}

/** Without what the endpoint answered: it may tell again what it was told. */
export function bareTry({ headers: _, body: __, ...kept }: Try): Try {
  return kept;
}

type Stored = Omit<Delivery, 'tries'> & { readonly tries: string };

function deliveryOf({ tries, ...row }: Stored): Delivery {
  return { ...row, tries: JSON.parse(tries) };
}
