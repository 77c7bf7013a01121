import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';

/** The desk may speak to its own origin only (ARCHITECTURE, decision 7). */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built desk: hashed files for good, the page itself always fresh, and the page for every address of it. */
export function deskFiles(folder: string): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    next();
  });
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(folder, { cacheControl: false, index: false }));
  router.get('/*path', sendPage);
  router.get('/', sendPage);

  function sendPage(request: express.Request, response: express.Response): void {
    const page = join(folder, 'index.html');
    if (/\.\w+$/.test(request.path) || !existsSync(page)) {
      response.status(404).type('text/plain').send('There is nothing here.\n');
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile(page);
  }
  return router;
}
