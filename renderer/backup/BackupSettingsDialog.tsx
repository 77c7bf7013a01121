import { t } from '@lingui/core/macro';
import { Group, NumberInput, PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../integrations/Dialog.tsx';
import { useDeed } from '../person/useDeed.ts';
import { desktopProgram, useElsewhere } from '../ui/desktop.ts';
import { PathInput } from '../ui/PathInput.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import type { BackupSettings } from './wire.ts';
import { backupRefusalWords } from './words.ts';

interface BackupSettingsDialogProps {
  readonly settings: BackupSettings;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Fewer characters than this are no passphrase. */
const shortest = 8;

/** When backups are made, where, how many are kept, and what opens them. */
export function BackupSettingsDialog({ settings, onClose, onDone }: BackupSettingsDialogProps) {
  const { busy, refusal, act } = useDeed();
  const elsewhere = useElsewhere();
  const isFirst = !settings.has_passphrase;
  const [draft, setDraft] = useState(settings);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const set = (more: Partial<BackupSettings>) => setDraft((before) => ({ ...before, ...more }));
  const setKept = (more: Partial<BackupSettings['keep']>) => set({ keep: { ...draft.keep, ...more } });
  const isLong = passphrase.length >= shortest || (passphrase === '' && !isFirst);

  const save = async () => {
    const body = {
      at: draft.at,
      keep: draft.keep,
      warn_after_days: draft.warn_after_days,
      ...(draft.folder !== settings.folder && { folder: draft.folder }),
      ...(passphrase !== '' && { passphrase }),
      ...(isFirst && { on: true }),
    };
    const said = isFirst ? t`A backup is made every day` : t`Backups changed`;
    if (await act({ method: 'PUT', path: '/v2/backups/settings', body }, said)) onDone();
  };

  return (
    <Dialog
      title={isFirst ? t`Set up backups` : t`Backups`}
      action={isFirst ? t`Make backups` : t`Save`}
      busy={busy}
      refusal={undefined}
      disabled={!isLong || again !== passphrase || draft.at === ''}
      onDo={() => void save()}
      onClose={onClose}
    >
      <PasswordInput
        label={isFirst ? t`Passphrase` : t`New passphrase`}
        description={
          isFirst
            ? t`Eight characters or more. Write it down and keep it away from this computer: without it no backup can be read, by nobody.`
            : t`Empty: as before. Older backups keep theirs.`
        }
        value={passphrase}
        autoComplete="new-password"
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      {passphrase !== '' && (
        <PasswordInput
          label={t`The passphrase once more`}
          value={again}
          autoComplete="new-password"
          error={again !== '' && again !== passphrase && t`These two differ.`}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
      )}
      <TextInput
        type="time"
        label={t`Every day at`}
        description={t`When the computer is off then, as soon as it is on again.`}
        value={draft.at}
        onChange={(event) => set({ at: event.currentTarget.value })}
      />
      <PathInput
        label={t`Folder on the hub’s computer`}
        description={t`Best on a second disk. Can be changed only at that computer.`}
        what="folder"
        program={elsewhere ? undefined : desktopProgram()}
        value={draft.folder}
        onPath={(folder) => set({ folder })}
      />
      <div>
        <Text size="sm" fw={500}>
          {t`Keep the last backup of so many`}
        </Text>
        <Group gap="xs" grow mt={4}>
          <Kept label={t`Days`} min={1} value={draft.keep.daily} onChange={(daily) => setKept({ daily })} />
          <Kept
            label={t`Weeks`}
            min={0}
            value={draft.keep.weekly}
            onChange={(weekly) => setKept({ weekly })}
          />
          <Kept
            label={t`Months`}
            min={0}
            value={draft.keep.monthly}
            onChange={(monthly) => setKept({ monthly })}
          />
        </Group>
      </div>
      <Kept
        label={t`Warn when there was none for so many days`}
        min={1}
        value={draft.warn_after_days}
        onChange={(warn_after_days) => set({ warn_after_days })}
      />
      {refusal && <ProblemText>{backupRefusalWords(refusal)}</ProblemText>}
    </Dialog>
  );
}

interface KeptProps {
  readonly label: string;
  readonly min: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Kept({ label, min, value, onChange }: KeptProps) {
  return (
    <NumberInput
      label={label}
      min={min}
      max={200}
      clampBehavior="strict"
      allowDecimal={false}
      value={value}
      onChange={(next) => {
        if (typeof next === 'number') onChange(next);
      }}
    />
  );
}
