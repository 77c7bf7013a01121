import type * as z from 'zod';
import type { disableWebhook } from '../../shared/commands/webhooks/switch.ts';
import type { HubContext } from '../context.ts';
import type { Mode, StoreReads } from '../store/store.ts';

/** What sending needs of the hub: no more than can be had in another thread. */
export interface Host
  extends Pick<
    HubContext,
    'clock' | 'makeId' | 'randomBytes' | 'secret' | 'resolve' | 'log' | 'deliveries' | 'lookEvery'
  > {
  readonly stores: Readonly<Record<Mode, StoreReads>>;
  /** Switches an endpoint off (rule E5). */
  disable(mode: Mode, tenant: string, why: Disabling): Promise<void>;
}

export type Disabling = z.input<typeof disableWebhook.args>;
