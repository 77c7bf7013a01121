export const waitlist = `
CREATE TABLE waitlist (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  customer_id TEXT NOT NULL, service_id TEXT NOT NULL, status TEXT NOT NULL, urgency TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX waitlist_seq ON waitlist (tenant_id, seq);
CREATE UNIQUE INDEX waitlist_external ON waitlist (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX waitlist_customer ON waitlist (tenant_id, customer_id);
CREATE INDEX waitlist_waiting ON waitlist (tenant_id, status, created_at, id);
`;
