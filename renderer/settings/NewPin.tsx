import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import * as z from 'zod';
import { Confirm } from './Confirm.tsx';
import type { Member } from './member.ts';
import { PinShown } from './PinShown.tsx';
import { staffWords } from './staff-refusals.ts';
import { useHubSave } from './useHubSave.tsx';

interface MemberDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const withPin = z.object({ pin: z.string() });

/** Gives somebody a new PIN, which is shown once; whoever signed in with the old one is signed out. */
export function NewPin({ member, onClose, onDone }: MemberDialogProps) {
  const { id, name } = member;
  const save = useHubSave();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [pin, setPin] = useState<string>();
  const make = async () => {
    setBusy(true);
    const ask = { method: 'POST' as const, path: `/v2/staff/${id}/reset-pin`, body: {} };
    const { refusal, body } = await save(ask, t`Made a PIN for ${name}`);
    setBusy(false);
    if (refusal) return setProblem(staffWords(refusal));
    setPin(withPin.parse(body).pin);
  };
  if (pin !== undefined) return <PinShown name={name} pin={pin} onClose={onDone} />;
  return (
    <Confirm
      title={t`A new PIN for ${name}?`}
      action={t`Make a PIN`}
      busy={busy}
      problem={problem}
      onDo={() => void make()}
      onClose={onClose}
    >
      {member.has_pin ? (
        <Trans>
          The old PIN stops working at once, and {name} is signed out everywhere. The new one is shown once.
        </Trans>
      ) : (
        <Trans>{name} can then sign in. The PIN is shown once.</Trans>
      )}
    </Confirm>
  );
}
