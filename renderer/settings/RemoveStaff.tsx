import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Confirm } from './Confirm.tsx';
import type { Member } from './member.ts';
import { staffWords } from './staff-refusals.ts';
import { useHubSave } from './useHubSave.tsx';

interface RemoveStaffProps {
  readonly member: Member;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks first: their PIN goes with them. */
export function RemoveStaff({ member, onClose, onDone }: RemoveStaffProps) {
  const { id, name } = member;
  const save = useHubSave();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const remove = async () => {
    setBusy(true);
    const { refusal } = await save({ method: 'DELETE', path: `/v2/staff/${id}` }, t`Removed ${name}`);
    setBusy(false);
    if (refusal) return setProblem(staffWords(refusal));
    onDone();
  };
  return (
    <Confirm
      title={t`Remove ${name}?`}
      action={t`Remove`}
      dangerous
      busy={busy}
      problem={problem}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <Trans>
        {name} is signed out and can’t sign in any more. What they did stays in the history, and their column
        on the board stays, too. This can’t be taken back.
      </Trans>
    </Confirm>
  );
}
