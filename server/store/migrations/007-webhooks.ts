/** Endpoints that are told of events, and what is on its way to them. Instants are milliseconds since the epoch. */
export const webhooks = `
CREATE TABLE webhooks (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX webhooks_seq ON webhooks (tenant_id, seq);
CREATE UNIQUE INDEX webhooks_external ON webhooks (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;

CREATE TABLE webhook_cursors (tenant_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE webhook_replays (
  tenant_id TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;

CREATE TABLE webhook_failing (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id)
) WITHOUT ROWID;

CREATE TABLE deliveries (
  n INTEGER PRIMARY KEY AUTOINCREMENT, tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, id TEXT NOT NULL,
  event_id TEXT NOT NULL, event_seq INTEGER, type TEXT NOT NULL, order_key TEXT, subject_id TEXT,
  source TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL, step INTEGER NOT NULL, next_at INTEGER,
  created_at INTEGER NOT NULL, last_at INTEGER, last_ms INTEGER, body TEXT, tries TEXT NOT NULL
);
CREATE UNIQUE INDEX deliveries_id ON deliveries (tenant_id, id);
CREATE UNIQUE INDEX deliveries_event ON deliveries (tenant_id, endpoint_id, event_seq) WHERE event_seq IS NOT NULL;
CREATE INDEX deliveries_endpoint ON deliveries (tenant_id, endpoint_id);
CREATE INDEX deliveries_due ON deliveries (tenant_id, endpoint_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_waiting ON deliveries (tenant_id, endpoint_id, order_key, event_seq) WHERE status = 'pending';
CREATE INDEX deliveries_subject ON deliveries (tenant_id, subject_id) WHERE subject_id IS NOT NULL;
`;
