/** Endpoints that are told of events. */
export const webhooks = `
CREATE TABLE webhooks (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX webhooks_seq ON webhooks (tenant_id, seq);
CREATE UNIQUE INDEX webhooks_external ON webhooks (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
`;
