/**
 * Events are read one by one, too. Lists of one customer, resource or service are in the order of their index to the last
 * row: otherwise they would be sought along the whole practice’s.
 */
export const bookings = `
CREATE UNIQUE INDEX events_id ON events (tenant_id, id);
DROP INDEX bookings_customer;
DROP INDEX bookings_resource;
DROP INDEX bookings_service;
CREATE INDEX bookings_customer ON bookings (tenant_id, customer_id, start_at, id);
CREATE INDEX bookings_resource ON bookings (tenant_id, resource_id, start_at, id);
CREATE INDEX bookings_service ON bookings (tenant_id, service_id, start_at, id);
CREATE INDEX bookings_pending ON bookings (tenant_id, start_at) WHERE status = 'pending' AND deleted = 0;
`;
