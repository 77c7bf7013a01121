import express from 'express';

/** The least that could serve an unchanged feed: bare Express, and bytes that lie ready. */
const bytes = Buffer.alloc(Number(process.argv[2]), 'x');
const app = express();
app.set('etag', false);
app.get('/feed', (request, response) => {
  if (request.headers['if-none-match'] === '"1"') response.status(304).end();
  else response.set('content-type', 'text/calendar').end(bytes);
});
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
