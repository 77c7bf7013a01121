import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../person/useDeed.ts';
import { Dialog, type EndpointDialogProps } from './Dialog.tsx';
import { SecretShown } from './SecretShown.tsx';
import { type Endpoint, withSecret } from './wire.ts';
import { overlapChoices } from './words.ts';

/** Gives an endpoint a new secret; for a while the old one is good, too. */
export function NewSecret({ endpoint, onClose, onDone }: EndpointDialogProps<Endpoint>) {
  const { busy, refusal, act } = useDeed();
  const [overlap, setOverlap] = useState('1440');
  const [secret, setSecret] = useState<string>();
  const make = async () => {
    const path = `/v2/webhooks/${endpoint.id}/rotate-secret`;
    const body = { overlap_minutes: Number(overlap) };
    const done = await act({ method: 'POST', path, body }, t`There is a new secret`);
    if (done) setSecret(withSecret.parse(done.body).secret);
  };
  if (secret !== undefined) return <SecretShown secret={secret} onClose={onDone} />;
  return (
    <Dialog
      title={t`New secret`}
      action={t`Make a new secret`}
      busy={busy}
      refusal={refusal}
      onDo={() => void make()}
      onClose={onClose}
    >
      <Text size="sm">
        <Trans>
          The other program needs the new secret. So that it misses nothing meanwhile, messages are signed
          with both for a while.
        </Trans>
      </Text>
      <Select
        label={t`The old one is good for`}
        data={overlapChoices()}
        allowDeselect={false}
        value={overlap}
        onChange={(value) => setOverlap(value ?? '1440')}
      />
    </Dialog>
  );
}
