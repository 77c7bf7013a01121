/** People who sign in, what their tries cost, and the secret that a rotated key had before. */
export const people = `
ALTER TABLE api_keys ADD COLUMN previous_hash TEXT;
CREATE UNIQUE INDEX api_keys_previous ON api_keys (previous_hash) WHERE previous_hash IS NOT NULL;

CREATE TABLE staff (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT, role TEXT NOT NULL, resource_id TEXT,
  PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX staff_seq ON staff (tenant_id, seq);
CREATE UNIQUE INDEX staff_external ON staff (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE UNIQUE INDEX staff_email ON staff (tenant_id, email) WHERE email IS NOT NULL AND deleted = 0;

CREATE TABLE sessions (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  hash TEXT NOT NULL, staff_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX sessions_seq ON sessions (tenant_id, seq);
CREATE UNIQUE INDEX sessions_hash ON sessions (hash);
CREATE INDEX sessions_staff ON sessions (tenant_id, staff_id);

CREATE TABLE lockouts (
  tenant_id TEXT NOT NULL, name TEXT NOT NULL, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, name)
) WITHOUT ROWID;
`;
