import type { Request } from 'express';
import { isLoopback } from '../setup/host.ts';

/** Whether a request came in where other computers do: the HTTPS listener that sharing opens. */
export function cameShared(request: Request): boolean {
  return request.secure;
}

/** The address that a request came from. */
export function remoteOf({ socket }: Request): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
}

/** Whether whoever asks sits at the hub's own computer. */
export function isHere(request: Request): boolean {
  return !cameShared(request) && isLoopback(remoteOf(request));
}
