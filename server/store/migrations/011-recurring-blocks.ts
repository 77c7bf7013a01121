/** Blocks that repeat are looked for until the last time is over. */
export const recurringBlocks = `
ALTER TABLE blocks ADD COLUMN last_end_at TEXT NOT NULL DEFAULT '';
UPDATE blocks SET last_end_at = end_at, doc = json_set(doc, '$.last_end_at', end_at);
DROP INDEX blocks_end;
CREATE INDEX blocks_end ON blocks (tenant_id, last_end_at, start_at);
`;
