import type { NextFunction, Request, Response } from 'express';
import { RefusalError, refuse } from '../../shared/errors.ts';

/**
 * Refuses requests under foreign names (DNS rebinding), and sends `localhost` to 127.0.0.1, so that a desk has one
 * origin and thus one local store (ARCHITECTURE, decision 7).
 */
export function hostGate(allowed: readonly string[]) {
  return function checkHost(request: Request, response: Response, next: NextFunction): void {
    const [name, port] = (request.headers.host ?? '').split(/:(?=\d+$)/);
    if (name === 'localhost' && (request.method === 'GET' || request.method === 'HEAD')) {
      response.redirect(307, `http://127.0.0.1${port ? `:${port}` : ''}${request.originalUrl}`);
      return;
    }
    const known = name !== undefined && [...allowed, 'localhost'].includes(name);
    next(known ? undefined : new RefusalError(refuse('forbidden', 'This hub does not answer to that name')));
  };
}
