import { createHmac, hash, scrypt, X509Certificate } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';

/*
 * What a hub and the desk that joins it from another computer work out alike. Electron's main process imports this file
 * and nothing else of the hub.
 */

/** What a short code stands for, once it is known which certificate was seen. */
export interface Derived {
  /** What the desk shows to the hub: `inv_…` */
  readonly invitation: string;
  /** What the hub answers, by which the desk knows that this hub made the code. */
  readonly proof: string;
}

const derive = promisify<string, string, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/**
 * Binds a short code to a certificate. Somebody in the middle shows another certificate, so what the desk sends them is
 * worth nothing at the hub; and each guess at the code from it costs 32 MiB and a good part of a tenth of a second, which
 * for 40 random bits is more than the few minutes that a code is good for.
 * @param code 8 characters, as `readPairingCode` answers
 * @param fingerprint of the certificate that was seen, as `fingerprintOf` answers
 */
export async function deriveFromCode(code: string, fingerprint: string): Promise<Derived> {
  const key = await derive(code, fingerprint, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
  const said = (side: string) => createHmac('sha256', key).update(side).digest('base64url');
  return { invitation: `inv_${said('desk')}`, proof: said('hub') };
}

/** SHA-256 of a certificate, in lower-case hex. */
export function fingerprintOf(certificate: string | Uint8Array): string {
  return hash('sha256', new X509Certificate(certificate).raw, 'hex');
}

/**
 * Hears of what goes wrong with the socket of a `Bonjour`, such as that another program has its port for itself. Its types
 * hide where it reports that, and without anybody who listens the error would end the program.
 */
export function onSocketError(bonjour: object, listener: (error: unknown) => void): void {
  const socket: unknown = Reflect.get(Object(Reflect.get(bonjour, 'server')), 'mdns');
  if (socket instanceof EventEmitter) socket.on('error', listener);
}
