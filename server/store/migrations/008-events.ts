/**
 * Up to which number events are no longer kept for readers (`event_days` of the practice), and that setting in the
 * documents of before.
 */
export const events = `
CREATE TABLE forgotten_events (
  tenant_id TEXT PRIMARY KEY, seq INTEGER NOT NULL
) WITHOUT ROWID;

UPDATE practice SET doc = json_set(doc, '$.event_days', 90) WHERE json_extract(doc, '$.event_days') IS NULL;
`;
