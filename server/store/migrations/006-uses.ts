/** When documents were last used, beside them: `noted` of their resource. */
export const uses = `
CREATE TABLE uses (
  tenant_id TEXT NOT NULL, resource TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, resource, id)
) WITHOUT ROWID;
`;
