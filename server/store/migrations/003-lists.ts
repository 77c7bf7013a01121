/**
 * Where documents stood in their lists before each change: `was` is JSON of the fields that lists are sorted by, `seq`
 * the number that the change took and `was_seq` the one that the document had until then. And indexes for the orders in
 * which long lists are walked.
 */
export const lists = `
CREATE TABLE moved (
  tenant_id TEXT NOT NULL, resource TEXT NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, was_seq INTEGER NOT NULL, was TEXT NOT NULL,
  PRIMARY KEY (tenant_id, resource, seq)
) WITHOUT ROWID;

CREATE INDEX bookings_updated ON bookings (tenant_id, updated_at, id);
CREATE INDEX customers_updated ON customers (tenant_id, updated_at, id);
CREATE INDEX customers_name ON customers (tenant_id, name, id);
`;
