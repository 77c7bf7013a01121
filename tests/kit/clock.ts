/** A clock that stands still until it is told to move. Milliseconds since the epoch. */
export interface TestClock {
  (): number;
  set(iso: string): void;
  advance(ms: number): void;
}

/** Starts at `iso`. */
export function testClock(iso: string): TestClock {
  let now = Date.parse(iso);
  function read(): number {
    return now;
  }
  return Object.assign(read, {
    set(next: string) {
      now = Date.parse(next);
    },
    advance(ms: number) {
      now += ms;
    },
  });
}
