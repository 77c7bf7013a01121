import { t } from '@lingui/core/macro';
import { PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { Dialog } from '../integrations/Dialog.tsx';
import { useDeed } from '../person/useDeed.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import type { Backup } from './wire.ts';
import { backupRefusalWords } from './words.ts';

interface RestoreDialogProps {
  readonly backup: Backup;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts a backup in the place of everything, once somebody has shown that this is what they mean. */
export function RestoreDialog({ backup, onClose, onDone }: RestoreDialogProps) {
  const { practice, format } = usePractice();
  const { busy, refusal, act } = useDeed();
  const [passphrase, setPassphrase] = useState('');
  const [typed, setTyped] = useState('');
  const when = format.dayTime(backup.made_at);
  const { name } = practice;

  const go = async () => {
    const ask = { method: 'POST', path: `/v2/backups/${backup.id}/restore`, body: { passphrase } } as const;
    if (await act(ask, t`The backup is being put back`)) onDone();
  };

  return (
    <Dialog
      title={t`Go back to ${when}?`}
      action={t`Put back`}
      dangerous
      busy={busy}
      refusal={undefined}
      disabled={passphrase === '' || typed.trim() !== name.trim()}
      onDo={() => void go()}
      onClose={onClose}
    >
      <Text size="sm">
        {t`Everything becomes as it was then. What desks did since comes back by itself as they send it again; what was done elsewhere since, by programs and websites, is gone. Who was erased stays erased.`}
      </Text>
      <Text size="sm">
        {t`The hub starts again in between, which takes some seconds, and you may have to sign in again. What is there now is kept in a folder beside the data.`}
      </Text>
      <PasswordInput
        label={t`Passphrase of this backup`}
        value={passphrase}
        autoComplete="off"
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <TextInput
        label={t`To be sure: type the name of the practice, “${name}”`}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {refusal && <ProblemText>{backupRefusalWords(refusal)}</ProblemText>}
    </Dialog>
  );
}
