/** Whose turn it is to be given a visit of a service (rule A5, `round_robin`) is read from its newest bookings. */
export const availability = `
CREATE INDEX bookings_made ON bookings (tenant_id, service_id, created_at, id);
`;
