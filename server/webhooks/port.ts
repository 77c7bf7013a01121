import type { Commit, Mode } from '../store/store.ts';

/** Those who send, as the rest of the hub sees them. */
export interface Sending {
  committed(mode: Mode, commit: Commit): void;
  /** Something was put on its way without an event. */
  look(mode: Mode, tenant: string): void;
  /**
   * Resolves when of the answers to what is on its way now nothing will be kept but whether it was taken: somebody whom
   * they may be about was erased.
   */
  withhold(mode: Mode, tenant: string): Promise<void>;
}

/** Where the hub tells those who send; nobody hears it while they have not started. */
export interface SendingPort extends Sending {
  connect(sending: Sending): () => void;
}

export function sendingPort(): SendingPort {
  let connected: Sending | undefined;
  return {
    committed: (mode, commit) => connected?.committed(mode, commit),
    look: (mode, tenant) => connected?.look(mode, tenant),
    async withhold(mode, tenant) {
      await connected?.withhold(mode, tenant);
    },
    connect(sending) {
      connected = sending;
      return () => {
        connected = undefined;
      };
    },
  };
}
