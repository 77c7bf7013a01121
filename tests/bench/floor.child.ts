import { join } from 'node:path';
import Database from 'better-sqlite3';
import express from 'express';

/**
 * The least that could serve these requests: bare Express and SQLite, two inserts in one FULL transaction per POST, one
 * indexed read per GET, one indexed list; no auth, no limits, no validation, no claims, no events.
 */
const db = new Database(join(process.argv[2] ?? '.', 'floor.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`CREATE TABLE doc (id TEXT PRIMARY KEY, seq INTEGER, doc TEXT);
  CREATE INDEX doc_seq ON doc (seq);
  CREATE TABLE event (seq INTEGER PRIMARY KEY, event TEXT);`);
const insert = db.prepare('INSERT INTO doc (id, seq, doc) VALUES (?, ?, ?)');
const append = db.prepare('INSERT INTO event (seq, event) VALUES (?, ?)');
const one = db.prepare('SELECT doc FROM doc WHERE id = ?');
const list = db.prepare('SELECT doc FROM doc ORDER BY seq DESC LIMIT ?');
let seq = 0;
const write = db.transaction((id: string, doc: string) => {
  seq++;
  insert.run(id, seq, doc);
  append.run(seq, doc);
});

/** What a booking has besides what was sent, so that the floor stores and answers as many bytes as the product. */
const filled = {
  tenant_id: 'tnt_clinic',
  status: 'confirmed',
  end_at: '2028-01-03T00:30:00Z',
  allocations: [{ role: 'practitioner', resource_id: 'res_bench_1' }],
  buffer_before: 0,
  buffer_after: 0,
  price: { amount: 50, currency: 'INR', type: 'flat' },
  sequence: 0,
  override: [],
  overbooked: false,
  metadata: {},
  version: 1,
  created_at: '2028-01-03T00:00:00Z',
  updated_at: '2028-01-03T00:00:00Z',
  links: {
    self: '/v2/bookings/bk_01M7Y440QYVY25B72C771DTGSM',
    customer: '/v2/customers/cust_bench',
    ics: '/v2/bookings/bk_01M7Y440QYVY25B72C771DTGSM/ics',
  },
};

const app = express();
app.use(express.json());
app.post('/docs', (request, response) => {
  const doc = { id: `bk_${seq + 1}`, ...request.body, ...filled };
  write(doc.id, JSON.stringify(doc));
  response.status(201).json(doc);
});
app.get('/docs/:id', (request, response) => {
  const row = one.get(request.params.id) as { doc: string };
  response.json(JSON.parse(row.doc));
});
app.get('/docs', (request, response) => {
  const rows = list.all(Number(request.query.limit)) as { doc: string }[];
  response.json({ data: rows.map((row) => JSON.parse(row.doc)) });
});
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
