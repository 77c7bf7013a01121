/** Columns that every document table has. */
const common = `
  id TEXT NOT NULL, tenant_id TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL,
  external_id TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, `;

/** Consents, imports, the search over people, and what erasing a person needs. */
export const customers = `
CREATE TABLE consents (${common}
  customer_id TEXT NOT NULL, purpose TEXT NOT NULL, granted INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX consents_seq ON consents (tenant_id, seq);
CREATE UNIQUE INDEX consents_external ON consents (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE UNIQUE INDEX consents_purpose ON consents (tenant_id, customer_id, purpose) WHERE deleted = 0;

CREATE TABLE imports (${common} status TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX imports_seq ON imports (tenant_id, seq);
CREATE UNIQUE INDEX imports_external ON imports (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;

CREATE TABLE import_rows (${common}
  import_id TEXT NOT NULL, row INTEGER NOT NULL, state TEXT NOT NULL, customer_id TEXT,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX import_rows_seq ON import_rows (tenant_id, seq);
CREATE UNIQUE INDEX import_rows_external ON import_rows (tenant_id, external_id) WHERE external_id IS NOT NULL AND deleted = 0;
CREATE INDEX import_rows_row ON import_rows (tenant_id, import_id, row, id);
CREATE INDEX import_rows_customer ON import_rows (tenant_id, customer_id) WHERE customer_id IS NOT NULL;

CREATE TABLE customers_search (
  tenant_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;
CREATE INDEX customers_search_name ON customers_search (tenant_id, name, id);
CREATE INDEX customers_search_phone ON customers_search (tenant_id, phone, id) WHERE phone <> '';
CREATE INDEX customers_search_email ON customers_search (tenant_id, email, id) WHERE email <> '';
CREATE TABLE customers_words (
  tenant_id TEXT NOT NULL, word TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, word, id)
) WITHOUT ROWID;
CREATE INDEX customers_words_id ON customers_words (tenant_id, id);
INSERT INTO customers_search
  SELECT tenant_id, id, folded_name(name), folded_phone(phone), folded_email(email) FROM customers WHERE deleted = 0;
INSERT OR IGNORE INTO customers_words
  SELECT tenant_id, word.value, customers_search.id FROM customers_search, json_each(later_words(name)) AS word;

CREATE INDEX consents_customer ON consents (tenant_id, customer_id);

ALTER TABLE events ADD COLUMN at TEXT NOT NULL DEFAULT '';
UPDATE events SET at = json_extract(event, '$.created_at');
UPDATE events SET subject_id = json_extract(event, '$.data.object.id') WHERE type LIKE 'customer.%';
CREATE INDEX events_subject ON events (tenant_id, subject_id, at, seq) WHERE subject_id IS NOT NULL;

ALTER TABLE idempotency ADD COLUMN subject_id TEXT;
ALTER TABLE intents ADD COLUMN subject_id TEXT;

CREATE TABLE erasures (
  tenant_id TEXT NOT NULL, subject_id TEXT NOT NULL, at TEXT NOT NULL, clean INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, subject_id)
) WITHOUT ROWID;
`;
