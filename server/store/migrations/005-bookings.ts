/** Events are read one by one, too. */
export const bookings = `
CREATE UNIQUE INDEX events_id ON events (tenant_id, id);
CREATE INDEX bookings_pending ON bookings (tenant_id, start_at) WHERE status = 'pending' AND deleted = 0;
`;
