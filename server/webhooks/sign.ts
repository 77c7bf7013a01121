import { createHmac } from 'node:crypto';

/**
 * The value of `webhook-signature` (Standard Webhooks, `v1`): one signature for each secret, so that a receiver may check
 * by any of them while they change.
 * @param secrets as they are shown: `whsec_` and base64
 * @param at seconds since the epoch, as in `webhook-timestamp`
 */
export function signature(secrets: readonly string[], id: string, at: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
