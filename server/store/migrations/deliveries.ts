const first = `
CREATE TABLE positions (tenant_id TEXT PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE replays (
  tenant_id TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;

CREATE TABLE failing (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id)
) WITHOUT ROWID;

CREATE TABLE deliveries (
  n INTEGER PRIMARY KEY AUTOINCREMENT, tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, id TEXT NOT NULL,
  event_id TEXT NOT NULL, event_seq INTEGER, type TEXT NOT NULL, order_key TEXT,
  source TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL, step INTEGER NOT NULL, next_at INTEGER,
  created_at INTEGER NOT NULL, last_at INTEGER, last_ms INTEGER, body TEXT, tries TEXT NOT NULL
);
CREATE UNIQUE INDEX deliveries_id ON deliveries (tenant_id, id);
CREATE UNIQUE INDEX deliveries_event ON deliveries (tenant_id, event_seq, endpoint_id) WHERE event_seq IS NOT NULL;
CREATE INDEX deliveries_endpoint ON deliveries (tenant_id, endpoint_id);
CREATE INDEX deliveries_due ON deliveries (tenant_id, endpoint_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_waiting ON deliveries (tenant_id, endpoint_id, order_key, event_seq) WHERE status = 'pending';
`;

/** SQL of the file of deliveries by schema version, appended to. Instants are milliseconds since the epoch. */
export const deliveryMigrations: readonly string[] = [first];
