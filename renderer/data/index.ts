/**
 * The desk's data layer, for screens: everything they may know of it.
 *
 * A window calls `startDesk(browserPlatform())` once, puts the answer into `DeskProvider` and uses the hooks below it.
 */
export { browserPlatform } from './browser.ts';
export { loadCommands } from './commands.ts';
export {
  type CustomerKind,
  type CustomerList,
  type CustomerOrder,
  type CustomerWish,
  customerKinds,
  customerOrders,
  type ListedPerson,
} from './customer-list.ts';
export {
  useAttention,
  useConnection,
  useCustomerList,
  useCustomerSearch,
  useHubWatch,
  useLive,
  usePending,
  useRunCommand,
} from './hooks.ts';
export type { HubAnswer } from './hub.ts';
export type { Effect } from './overlay.ts';
export { DeskProvider, useDesk, useSignal } from './provider.tsx';
export type { FirstOwner, Setup } from './setup.ts';
export type { Signal } from './signal.ts';
export { startDesk } from './start.ts';
export type {
  AtDesk,
  Boot,
  Connection,
  ConnectionState,
  Desk,
  DeskRequest,
  Done,
  Intent,
  Left,
  LeftBehind,
  Live,
  Read,
  Removal,
  Rescue,
  RunCommand,
  RunOutcome,
} from './types.ts';
