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

/** Changes on their way to whoever watches. */
export interface Gathered {
  changed(): void;
  /** Tells at once of what was gathered, where it has become calm. */
  settle(): void;
  stop(): void;
}

/**
 * Tells of changes at once where `isCalm`; otherwise of the first at once and of all that follow together, every `pause`
 * milliseconds. While thousands of documents arrive for the first time, page by page, a screen that would be read anew
 * after each page would take longer than the pages do.
 */
export function gathered(
  after: (ms: number, run: () => void) => () => void,
  isCalm: () => boolean,
  onChange: () => void,
  pause = 500,
): Gathered {
  let stopPause: (() => void) | undefined;
  let again = false;

  function changed(): void {
    if (stopPause) {
      again = true;
      return;
    }
    onChange();
    if (!isCalm()) stopPause = after(pause, pauseOver);
  }

  function pauseOver(): void {
    stopPause = undefined;
    const missed = again;
    again = false;
    if (missed) changed();
  }

  function settle(): void {
    if (!stopPause || !isCalm()) return;
    stopPause();
    pauseOver();
  }

  return { changed, settle, stop: () => stopPause?.() };
}
