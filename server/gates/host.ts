import type { NextFunction, Request, Response } from 'express';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { cameShared } from './lan.ts';

/**
 * Refuses requests under foreign names (DNS rebinding), and sends `localhost` to 127.0.0.1, so that a desk has one
 * origin and thus one local store (ARCHITECTURE, decision 7).
 * @param allowed names at the listener of this computer
 * @param isOwn whether the computer is known on the network by a name or address, for those who come from there
 */
export function hostGate(allowed: readonly string[], isOwn: (name: string) => boolean) {
  return function checkHost(request: Request, response: Response, next: NextFunction): void {
    const [name, port] = (request.headers.host ?? '').split(/:(?=\d+$)/);
    const shared = cameShared(request);
    if (!shared && name === 'localhost' && (request.method === 'GET' || request.method === 'HEAD')) {
      response.redirect(307, `http://127.0.0.1${port ? `:${port}` : ''}${request.originalUrl}`);
      return;
    }
    const known =
      name !== undefined &&
      ([...allowed, 'localhost'].includes(name) || (shared && isOwn(name.toLowerCase())));
    next(known ? undefined : new RefusalError(refuse('forbidden', 'This hub does not answer to that name')));
  };
}
