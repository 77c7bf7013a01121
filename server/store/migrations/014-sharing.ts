/** Short codes that let a desk in, and what desks say of themselves as they are used. */
export const sharing = `
ALTER TABLE invites ADD COLUMN code_hash TEXT;
CREATE UNIQUE INDEX invites_code ON invites (code_hash) WHERE code_hash IS NOT NULL;
ALTER TABLE uses ADD COLUMN notes TEXT;
`;
