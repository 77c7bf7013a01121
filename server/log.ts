import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

/** The hub's log; no secret ever gets into it. */
export function makeLog({ logLevel }: Config): Logger {
  return pino({ level: logLevel, redact: ['req.headers.authorization', '*.token', '*.secret'] });
}
