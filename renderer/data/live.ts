/** What a live query watches and reads. */
export interface LiveSource<T> {
  read(): Promise<T>;
  /** Calls `onChange` whenever `read` may answer something else. */
  watch(onChange: () => void): () => void;
  onData(data: T): void;
  onError(error: unknown): void;
}

/**
 * Reads now and after every change. Reads never overlap, so answers come in the order of the states they show;
 * changes during a read are gathered into the next one.
 */
export function runLive<T>(source: LiveSource<T>): () => void {
  let state: 'idle' | 'reading' | 'reading, and again' | 'closed' = 'idle';

  function isClosed(): boolean {
    return state === 'closed';
  }

  function changed(): void {
    if (state === 'reading') state = 'reading, and again';
    if (state === 'idle') void readAll();
  }

  async function readAll(): Promise<void> {
    do {
      state = 'reading';
      try {
        const data = await source.read();
        if (!isClosed()) source.onData(data);
      } catch (error) {
        if (!isClosed()) source.onError(error);
      }
    } while (again());
    if (!isClosed()) state = 'idle';
  }

  function again(): boolean {
    return state === 'reading, and again';
  }

  const unwatch = source.watch(changed);
  changed();
  return () => {
    state = 'closed';
    unwatch();
  };
}
