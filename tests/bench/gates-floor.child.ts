import Database from 'better-sqlite3';
import express from 'express';

/** The least that could answer a filtered list: bare Express, the hub's own query over the hub's own file. */
const db = new Database(process.argv[2] ?? '', { readonly: true });
const list = db.prepare(`SELECT doc FROM bookings
  WHERE tenant_id = ? AND deleted = 0 AND unlikely(resource_id = ?) AND start_at >= ? AND start_at < ? AND status IN (?, ?)
  ORDER BY start_at ASC, id ASC LIMIT ?`);

const app = express();
app.get('/bookings', (request, response) => {
  const { resource_id, from, to, limit } = request.query;
  const rows = list.all('tnt_clinic', resource_id, from, to, 'confirmed', 'pending', Number(limit) + 1);
  const data = (rows as { doc: string }[]).map((row) => JSON.parse(row.doc));
  response.json({ data: data.slice(0, Number(limit)), has_more: data.length > Number(limit) });
});
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
// A bench that failed leaves nothing behind.
process.on('disconnect', () => process.exit());
