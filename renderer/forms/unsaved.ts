import { type RefObject, useEffect } from 'react';

const forms = new Set<RefObject<boolean>>();

/** Counts a form among what would be lost, while its `unsaved` says so; the window does not close over it unasked. */
export function useUnsaved(unsaved: RefObject<boolean>): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved.current) event.preventDefault();
    };
    forms.add(unsaved);
    window.addEventListener('beforeunload', ask);
    return () => {
      forms.delete(unsaved);
      window.removeEventListener('beforeunload', ask);
    };
  }, [unsaved]);
}

/**
 * Whether something that is filled in would be lost if the screen were built anew: a form with changes, or any in a
 * dialog, a drawer or beside the board, which do not outlive their screen.
 */
export function somethingIsOpen(): boolean {
  return [...forms].some(({ current }) => current) || document.querySelector('[role="dialog"] form') !== null;
}
