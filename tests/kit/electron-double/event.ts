import type { Event } from 'electron';

/** An event that a listener may prevent, with what it tells. */
export function preventable<Told extends object>(told: Told): Event<Told> {
  let prevented = false;
  return {
    ...told,
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
}

/**
 * `true` where Electron declares an event of this name with these arguments: what the double emits is held against
 * `Electron.X['on']`, overload by overload.
 */
export type Declared<On, Name extends string, Args extends readonly unknown[]> = On extends (
  event: Name,
  listener: (...args: [...Args]) => void,
) => unknown
  ? true
  : false;
