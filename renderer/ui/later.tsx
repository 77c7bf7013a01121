import { type ComponentType, lazy, Suspense, useState } from 'react';
import { StillFetching } from './StillFetching.tsx';

/*
 * What no first screen shows is not part of what the window loads first. It is fetched as soon as the first screen
 * stands, so that whoever opens it does not wait, and by the service worker, so that it is there without the hub.
 */

const waiting = new Set<() => Promise<unknown>>();
const stands = Promise.withResolvers<void>();

/** Resolves when the first screen stands. */
export const firstScreen = stands.promise;
void firstScreen.then(fetchNext);

/** A component that is fetched when it is first shown, at the latest. */
interface Part<Props> {
  /** Shown at once where it has been fetched: `lazy` alone would leave a gap of a frame. */
  here?: ComponentType<Props>;
  readonly whenHere: ComponentType<Props>;
  readonly meanwhile: ComponentType<Props> | undefined;
}

/**
 * A component in a file of its own: `later(async () => (await import('./Drawer.tsx')).Drawer)`.
 * @param meanwhile Of a part of the first screen that can do with less at first: the less.
 * @param when `onceShown` what a deed needs, since the hub may be away a moment later; else in a calm moment.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: ComponentType<Props>,
  when = onceCalm,
): ComponentType<Props> {
  const fetched = once(async () => {
    part.here = await load();
    return part.here;
  });
  const whenHere = lazy(async () => {
    if (meanwhile) await firstScreen;
    return { default: await patiently(fetched)() };
  });
  const part: Part<Props> = { whenHere, meanwhile };
  when(fetched);
  return (props) => <Later part={part} props={props} />;
}

function Later<Props extends object>({ part, props }: { readonly part: Part<Props>; readonly props: Props }) {
  // The same one for as long as it is shown, or it would begin anew when it has been fetched.
  const [Shown] = useState<ComponentType<Props>>(() => part.here ?? part.whenHere);
  const Meanwhile = part.meanwhile;
  return (
    <Suspense fallback={Meanwhile ? <Meanwhile {...props} /> : <StillFetching />}>
      <Shown {...props} />
    </Suspense>
  );
}

/** Calls `load` as soon as the first screen stands. */
export function onceShown(load: () => Promise<unknown>): void {
  // Whoever needs it tries again, and is told if it still fails.
  void firstScreen.then(load).catch(() => undefined);
}

/** Calls `load` in a calm moment after the first screen stands. */
export function onceCalm(load: () => Promise<unknown>): void {
  waiting.add(load);
}

/**
 * Says that the first screen is there: once it has been painted, the rest is fetched, one after the other, while nobody
 * does anything.
 */
export function firstScreenStands(): void {
  requestAnimationFrame(() => setTimeout(stands.resolve));
  // A window in the background paints nothing.
  setTimeout(stands.resolve, unseen);
}

/** Milliseconds after which a window that has painted nothing is one that nobody looks at. */
const unseen = 500;

/** Nobody leaves a window alone for as long as a practice is busy. */
const atLatest = { timeout: 500 };

function fetchNext(): void {
  requestIdleCallback(async () => {
    const [load] = waiting;
    if (!load) return;
    waiting.delete(load);
    await load().catch(() => undefined);
    fetchNext();
  }, atLatest);
}

/** Milliseconds until what could not be fetched is asked for again. */
const pause = 1_000;

/**
 * Goes on trying while nobody serves the window's files: a window that was opened just before the hub went away lacks a
 * part for a while, and works otherwise.
 * @throws where the hub answers and the part still cannot be had: it is of another build by now.
 */
export function patiently<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    for (let answered = false; ; ) {
      try {
        return await load();
      } catch (error) {
        if (answered) throw error;
        answered = await fetch('/v2/health').then(
          ({ ok }) => ok,
          () => false,
        );
        if (!answered) await new Promise((again) => setTimeout(again, pause));
      }
    }
  };
}

/** Remembers the answer, but not a failure: the hub may be back at the next call. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= load().catch((error) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
