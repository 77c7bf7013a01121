/**
 * Document tables: the columns that the resource's definition declares, filled by the store from `doc`. Appended to,
 * never edited: a later change of a table is a later migration.
 */
const documents = `
CREATE TABLE practice (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX practice_seq ON practice (tenant_id, seq);

CREATE TABLE services (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL, archived INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX services_seq ON services (tenant_id, seq);
CREATE UNIQUE INDEX services_external ON services (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;

CREATE TABLE resources (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL, kind TEXT NOT NULL, online INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX resources_seq ON resources (tenant_id, seq);
CREATE UNIQUE INDEX resources_external ON resources (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;

CREATE TABLE customers (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT, phone TEXT,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX customers_seq ON customers (tenant_id, seq);
CREATE UNIQUE INDEX customers_external ON customers (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX customers_created ON customers (tenant_id, created_at, id);
CREATE INDEX customers_email ON customers (tenant_id, email);
CREATE INDEX customers_phone ON customers (tenant_id, phone);

CREATE TABLE bookings (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  customer_id TEXT NOT NULL, service_id TEXT NOT NULL, resource_id TEXT NOT NULL, status TEXT NOT NULL,
  start_at TEXT NOT NULL, end_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX bookings_seq ON bookings (tenant_id, seq);
CREATE UNIQUE INDEX bookings_external ON bookings (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX bookings_created ON bookings (tenant_id, created_at, id);
CREATE INDEX bookings_start ON bookings (tenant_id, start_at, id);
CREATE INDEX bookings_customer ON bookings (tenant_id, customer_id, start_at);
CREATE INDEX bookings_resource ON bookings (tenant_id, resource_id, start_at);
CREATE INDEX bookings_service ON bookings (tenant_id, service_id, start_at);

CREATE TABLE blocks (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  kind TEXT NOT NULL, resource_id TEXT, start_at TEXT NOT NULL, end_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX blocks_seq ON blocks (tenant_id, seq);
CREATE UNIQUE INDEX blocks_external ON blocks (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX blocks_end ON blocks (tenant_id, end_at, start_at);

CREATE TABLE holds (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  resource_id TEXT NOT NULL, start_at TEXT NOT NULL, expires_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX holds_seq ON holds (tenant_id, seq);
CREATE INDEX holds_expiry ON holds (tenant_id, resource_id, expires_at) WHERE deleted = 0;
CREATE UNIQUE INDEX holds_external ON holds (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
`;

/** Who may speak to the hub: small tables looked up by the hash of a secret. */
const access = ['api_keys', 'devices', 'invites', 'feeds']
  .map(
    (table) => `
CREATE TABLE ${table} (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX ${table}_seq ON ${table} (tenant_id, seq);
CREATE UNIQUE INDEX ${table}_hash ON ${table} (hash);
`,
  )
  .join('');

/** Invariants and queues. Instants are milliseconds since the epoch. */
const special = `
CREATE TABLE hub (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE counters (tenant_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE claims (
  tenant_id TEXT NOT NULL, resource_id TEXT NOT NULL, padded_start INTEGER NOT NULL, padded_end INTEGER NOT NULL,
  owner TEXT NOT NULL, kind TEXT NOT NULL, core_start INTEGER NOT NULL, core_end INTEGER NOT NULL,
  expires_at INTEGER, overbooked INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, resource_id, padded_start, owner)
) WITHOUT ROWID;
CREATE INDEX claims_owner ON claims (owner, tenant_id);

CREATE TABLE events (
  tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, subject_id TEXT, event TEXT NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);

CREATE TABLE idempotency (
  tenant_id TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, body BLOB NOT NULL, expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, key)
);

CREATE TABLE intents (
  tenant_id TEXT NOT NULL, install TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL,
  state TEXT NOT NULL, refusal TEXT, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, install, n)
) WITHOUT ROWID;
CREATE INDEX intents_id ON intents (tenant_id, id);

CREATE TABLE due (
  at INTEGER NOT NULL, tenant_id TEXT NOT NULL, command TEXT NOT NULL, args TEXT NOT NULL,
  PRIMARY KEY (at, tenant_id, command, args)
) WITHOUT ROWID;
`;

export const foundation = documents + access + special;
