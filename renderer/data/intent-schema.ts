import type { RxJsonSchema } from 'rxdb/plugins/core';
import type { Intent } from './types.ts';

/** An intent in the local store. */
export interface StoredIntent extends Intent {
  /** `n` in twelve digits: the primary key, so that no two windows can ever take one number. */
  readonly key: string;
  /** Waits to be sent again after a restore (rule S7); its effects are in the base already and do not show twice. */
  readonly resend: boolean;
  /** Refused, and somebody has seen to it. */
  readonly dismissed: boolean;
}

/** Local-only: this collection is never replicated (ARCHITECTURE, decision 3). */
export const intentSchema: RxJsonSchema<StoredIntent> = {
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 12 },
    n: { type: 'integer' },
    id: { type: 'string' },
    install: { type: 'string' },
    device: { type: 'string' },
    session: { type: ['string', 'null'] },
    command: { type: 'string' },
    args: { type: 'object', additionalProperties: true },
    issued_at: { type: 'string' },
    effects: { type: 'array' },
    depends_on: { type: 'array' },
    state: { type: 'string', maxLength: 10, enum: ['pending', 'accepted', 'refused'] },
    refusal: { type: 'object', additionalProperties: true },
    settled_at: { type: 'string' },
    resend: { type: 'boolean' },
    dismissed: { type: 'boolean' },
  },
  required: [
    'key',
    'n',
    'id',
    'install',
    'device',
    'command',
    'args',
    'issued_at',
    'effects',
    'depends_on',
    'state',
    'resend',
    'dismissed',
  ],
  indexes: [['state']],
};

/** The primary key of intent `n`. */
export function intentKey(n: number): string {
  return String(n).padStart(12, '0');
}
