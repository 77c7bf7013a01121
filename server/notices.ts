/** Tells who listens that something they ask the hub for, and do not keep, may be different by now. */
export interface Notices {
  tell(): void;
  /** The answer ends it. */
  listen(onNotice: () => void): () => void;
}

export function openNotices(): Notices {
  const listeners = new Set<() => void>();
  return {
    tell() {
      for (const listener of listeners) listener();
    },
    listen(onNotice) {
      listeners.add(onNotice);
      return () => listeners.delete(onNotice);
    },
  };
}
