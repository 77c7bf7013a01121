import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type RefObject, useState } from 'react';
import { useBlocker } from 'react-router';
import { StayQuestion } from './StayQuestion.tsx';
import { useUnsaved } from './unsaved.ts';

interface LeaveGuardProps {
  /** Whether something would be lost; read at the moment of leaving, so that what was just saved is known. */
  readonly unsaved: RefObject<boolean>;
}

/** Asks before another screen takes the place of a form with changes, and before the window closes over it. */
export function LeaveGuard({ unsaved }: LeaveGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useUnsaved(unsaved);
  return (
    <LeaveQuestion
      opened={blocker.state === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}

interface GuardedClose {
  /** Closes, or asks first. */
  close(): void;
  /** Goes beside the dialog. */
  readonly question: React.ReactNode;
}

/** The same for a form in a dialog: `close` goes to the dialog's own closing. */
export function useGuardedClose(unsaved: RefObject<boolean>, onClose: () => void): GuardedClose {
  const [asked, setAsked] = useState(false);
  useUnsaved(unsaved);
  return {
    close: () => (unsaved.current ? setAsked(true) : onClose()),
    question: <LeaveQuestion opened={asked} onStay={() => setAsked(false)} onLeave={onClose} />,
  };
}

interface LeaveQuestionProps {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

function LeaveQuestion({ opened, onStay, onLeave }: LeaveQuestionProps) {
  return (
    <StayQuestion
      opened={opened}
      title={t`Leave without saving?`}
      goOn={t`Leave`}
      onStay={onStay}
      onGoOn={onLeave}
    >
      <Trans>What you changed here isn’t saved yet.</Trans>
    </StayQuestion>
  );
}
