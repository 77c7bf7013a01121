/** Classes, and the bookings that have a seat in one or are parts of one visit. */
export const together = `
CREATE TABLE classes (
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  service_id TEXT NOT NULL, resource_id TEXT NOT NULL, status TEXT NOT NULL,
  start_at TEXT NOT NULL, end_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX classes_seq ON classes (tenant_id, seq);
CREATE UNIQUE INDEX classes_external ON classes (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX classes_start ON classes (tenant_id, start_at, id);
CREATE INDEX classes_service ON classes (tenant_id, service_id, start_at, id);

ALTER TABLE bookings ADD COLUMN class_id TEXT;
ALTER TABLE bookings ADD COLUMN visit_id TEXT;
ALTER TABLE bookings ADD COLUMN visit_part INTEGER;
CREATE INDEX bookings_class ON bookings (tenant_id, class_id, start_at, id) WHERE class_id IS NOT NULL;
CREATE INDEX bookings_visit ON bookings (tenant_id, visit_id, start_at, id) WHERE visit_id IS NOT NULL;
CREATE INDEX bookings_visits ON bookings (tenant_id, visit_part, start_at, id) WHERE visit_part IS NOT NULL;
`;
