import { t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { later, onceShown } from '../ui/later.tsx';
import { refusalWords } from '../ui/words.ts';
import type { Deed } from '../undo/UndoProvider.tsx';
import { useUndo } from '../undo/UndoProvider.tsx';
import { conflictsOf, type Suggestion } from './conflicts.ts';

const ConflictDialog = later(
  async () => (await import('./ConflictDialog.tsx')).ConflictDialog,
  undefined,
  onceShown,
);

/** Booking or moving at a time that may turn out not to be free. */
export interface Attempt extends Deed {
  readonly name:
    | 'bookings.create'
    | 'bookings.reschedule'
    | 'classes.create'
    | 'classes.reschedule'
    | 'visits.reschedule';
  /** The resource wished for; absent: any that fits. */
  readonly resource_id: string | undefined;
  readonly start_at: string;
  /** Said once it is done, for the time and resource that it came to. */
  readonly saidFor: (place: { start_at: string; resource_id: string | undefined }) => string;
}

interface Booker {
  /** True once it is done; false where it was refused and the person has been told or asked. */
  book(attempt: Attempt): Promise<boolean>;
}

interface Asked {
  readonly attempt: Attempt;
  readonly refusal: Refusal;
  readonly answer: (done: boolean) => void;
}

const BookerContext = createContext<Booker | undefined>(undefined);

/** Books and moves; where the time is not free a dialog says why and offers the ways out. */
export function useBooker(): Booker {
  const booker = useContext(BookerContext);
  if (!booker) throw new Error('useBooker needs a BookerProvider above it');
  return booker;
}

export function BookerProvider({ children }: { readonly children: ReactNode }) {
  const { act } = useUndo();
  const [asked, setAsked] = useState<Asked>();

  const tryOnce = useCallback(
    async (attempt: Attempt): Promise<Refusal | undefined> => {
      const { resource_id, start_at, saidFor } = attempt;
      return act({ ...attempt, said: saidFor({ start_at, resource_id }) });
    },
    [act],
  );

  const book = useCallback(
    async (attempt: Attempt) => {
      const refusal = await tryOnce(attempt);
      if (!refusal) return true;
      if (conflictsOf(refusal).length > 0) {
        return new Promise<boolean>((answer) => setAsked({ attempt, refusal, answer }));
      }
      notifications.show({
        color: 'red',
        title: t`Not booked`,
        message: refusalWords(refusal),
        closeButtonProps: { 'aria-label': t`Close` },
      });
      return false;
    },
    [tryOnce],
  );

  const close = (done: boolean) => {
    asked?.answer(done);
    setAsked(undefined);
  };

  /** Tries the same with other arguments; a new refusal takes the place of the old one in the dialog. */
  const retry = async (change: Readonly<Record<string, unknown>>, place?: Suggestion) => {
    if (!asked) return;
    const attempt = {
      ...asked.attempt,
      ...place,
      args: { ...asked.attempt.args, ...change },
    };
    const refusal = await tryOnce(attempt);
    if (refusal) setAsked({ ...asked, attempt, refusal });
    else close(true);
  };

  const value = useMemo(() => ({ book }), [book]);
  return (
    <BookerContext value={value}>
      {children}
      {asked && (
        <ConflictDialog
          attempt={asked.attempt}
          refusal={asked.refusal}
          onSuggestion={(place) => retry({ start_at: place.start_at, resource_id: place.resource_id }, place)}
          onOverride={(override, reason) => retry({ override, override_reason: reason })}
          onReleased={() => retry({})}
          onClose={() => close(false)}
        />
      )}
    </BookerContext>
  );
}
