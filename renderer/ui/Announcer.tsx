import { createContext, type ReactNode, useCallback, useContext, useRef } from 'react';

const Announce = createContext<(text: string) => void>(() => undefined);

/** Tells people who use a screen reader what just happened; the newest text replaces the one before. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

/** Holds the live region that `useAnnounce` speaks through. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const announce = useCallback((text: string) => {
    if (region.current) region.current.textContent = text;
  }, []);
  return (
    <Announce value={announce}>
      {children}
      <div ref={region} role="status" aria-live="polite" style={hidden} />
    </Announce>
  );
}

const hidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
