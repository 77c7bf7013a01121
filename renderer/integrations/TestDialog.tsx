import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { isEmitted } from '../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { overviewTypes, typesFor } from '../../shared/resources/webhooks.ts';
import { useDeed } from '../person/useDeed.ts';
import { Dialog, type EndpointDialogProps } from './Dialog.tsx';
import type { Endpoint } from './wire.ts';
import { typeWords } from './words.ts';

const known = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);

/** Sends a made-up event of any type that something tells already. */
export function TestDialog({ endpoint, onClose, onDone }: EndpointDialogProps<Endpoint>) {
  const { busy, refusal, act, forget } = useDeed();
  const usable = known.filter(
    (type) => isEmitted(type) && (endpoint.api_version === 'v2' || overviewTypes.some((one) => one === type)),
  );
  const [type, setType] = useState(typesFor(endpoint).find((one) => usable.some((each) => each === one)));
  const send = async () => {
    const path = `/v2/webhooks/${endpoint.id}/test`;
    if (await act({ method: 'POST', path, body: { type } }, t`The test is on its way`)) onDone();
  };
  return (
    <Dialog
      title={t`Send a test`}
      action={t`Send`}
      busy={busy}
      refusal={refusal}
      disabled={type === undefined}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Text size="sm">
        <Trans>
          The other program gets a made-up message, signed and tried like any other. What it answers shows in
          the log.
        </Trans>
      </Text>
      <Select
        label={t`As if this had happened`}
        data={usable.map((value) => ({ value, label: typeWords(value) }))}
        value={type ?? null}
        onChange={(value) => {
          setType(value ?? undefined);
          forget();
        }}
        searchable
        allowDeselect={false}
      />
    </Dialog>
  );
}
