import { t } from '@lingui/core/macro';
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../person/useDeed.ts';
import { Dialog } from './Dialog.tsx';
import { KeyShown } from './KeyShown.tsx';
import { type ApiKey, keyWithSecret } from './key-wire.ts';
import { overlapChoices } from './words.ts';

interface KeyDialogProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

/** A new secret; the old one goes on working for a while, so that nothing stops meanwhile. */
export function RotateKey({ apiKey, onClose }: KeyDialogProps) {
  const { busy, refusal, act } = useDeed();
  const [overlap, setOverlap] = useState('1440');
  const [secret, setSecret] = useState<string>();
  const { name } = apiKey;
  const make = async () => {
    const path = `/v2/api-keys/${apiKey.id}/rotate`;
    const body = { overlap_minutes: Number(overlap) };
    const done = await act({ method: 'POST', path, body }, t`There is a new secret`);
    if (done) setSecret(keyWithSecret.parse(done.body).secret);
  };
  if (secret !== undefined) return <KeyShown secret={secret} onClose={onClose} />;
  return (
    <Dialog
      title={t`New secret for “${name}”`}
      action={t`Make a new secret`}
      busy={busy}
      refusal={refusal}
      onDo={() => void make()}
      onClose={onClose}
    >
      <Text size="sm">{t`Put the new one into the other program before the old one ends.`}</Text>
      <Select
        label={t`The old one works for`}
        data={overlapChoices()}
        allowDeselect={false}
        value={overlap}
        onChange={(value) => setOverlap(value ?? '1440')}
      />
    </Dialog>
  );
}

/** Asks first: what uses the key stops at once. */
export function RevokeKey({ apiKey, onClose }: KeyDialogProps) {
  const { busy, refusal, act } = useDeed();
  const { name } = apiKey;
  const revoke = async () => {
    if (await act({ method: 'DELETE', path: `/v2/api-keys/${apiKey.id}` }, t`Key revoked`)) onClose();
  };
  return (
    <Dialog
      title={t`Revoke “${name}”?`}
      action={t`Revoke`}
      dangerous
      busy={busy}
      refusal={refusal}
      onDo={() => void revoke()}
      onClose={onClose}
    >
      <Text size="sm">{t`Whatever uses this key is refused from now on. This can’t be taken back.`}</Text>
    </Dialog>
  );
}
