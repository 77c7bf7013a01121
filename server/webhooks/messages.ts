import type { Config } from '../config.ts';
import type { Commit, Mode } from '../store/store.ts';
import type { Disabling } from './host.ts';

/** What the thread that sends is started with. */
export interface ThreadStart {
  readonly config: Config;
  readonly secret: Uint8Array;
  readonly lookEvery: number;
  /** How far the hub's clock is ahead of the machine's, in milliseconds. */
  readonly ahead: number;
}

/** From the hub to the thread that sends. */
export type ToThread =
  | { readonly type: 'committed'; readonly mode: Mode; readonly commit: Commit }
  | { readonly type: 'look'; readonly mode: Mode; readonly tenant: string }
  | { readonly type: 'withhold'; readonly mode: Mode; readonly tenant: string; readonly n: number }
  | { readonly type: 'stop' };

/** And back. */
export type FromThread =
  | { readonly type: 'withheld'; readonly n: number }
  /** A line of its log. */
  | { readonly type: 'logged'; readonly line: string }
  | { readonly type: 'disable'; readonly mode: Mode; readonly tenant: string; readonly why: Disabling };
