/** Where a part of the hub asks for the hub itself to end and start again in this process. */
export interface RestartPort {
  /** Whoever runs the hub says how; see `startHub`. */
  connect(restart: Restart): void;
  /** Ends the hub, does `between` while nothing of it is open, and starts it. Rejects where nobody runs it. */
  request(between: () => void): Promise<void>;
}

export type Restart = (between: () => void) => Promise<void>;

export function restartPort(): RestartPort {
  let connected: Restart | undefined;
  return {
    connect(restart) {
      connected = restart;
    },
    async request(between) {
      if (!connected) throw new Error('Nobody runs this hub');
      await connected(between);
    },
  };
}
