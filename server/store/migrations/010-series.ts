/** Visits that repeat, and which of them a booking is. */
export const series = `
CREATE TABLE series (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  customer_id TEXT NOT NULL, service_id TEXT NOT NULL, resource_id TEXT NOT NULL, status TEXT NOT NULL,
  start_local TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX series_seq ON series (tenant_id, seq);
CREATE UNIQUE INDEX series_external ON series (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX series_customer ON series (tenant_id, customer_id);

ALTER TABLE bookings ADD COLUMN series_id TEXT;
CREATE INDEX bookings_series ON bookings (tenant_id, series_id, start_at, id) WHERE series_id IS NOT NULL;
`;
