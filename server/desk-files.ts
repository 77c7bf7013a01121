import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';

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

/** A file of the build by its name; nothing encoded, nothing hidden, nothing above. */
const plainPath = /^(\/[\w-][\w.-]*)+$/;

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
  router.use(preferGzipped);
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(folder, { cacheControl: false, index: false }));
  router.get('/*path', sendPage);
  router.get('/', sendPage);

  /** What the build gzipped beforehand goes as that to whoever takes it: over a network that is a third. */
  function preferGzipped(request: Request, response: Response, next: NextFunction): void {
    const { path } = request;
    if (plainPath.test(path) && existsSync(join(folder, `${path}.gz`))) {
      response.vary('Accept-Encoding');
      if (request.acceptsEncodings('gzip', 'identity') === 'gzip') {
        response.type(extname(path)).set('Content-Encoding', 'gzip');
        request.url = `${path}.gz`;
      }
    }
    next();
  }

  function sendPage(request: Request, response: Response): void {
    const page = join(folder, 'index.html');
    if (/\.\w+$/.test(request.path) || !existsSync(page)) {
      response.status(404).type('text/plain').send('There is nothing here.\n');
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile(page);
  }
  return router;
}
