import { t } from '@lingui/core/macro';
import { Checkbox, Group, MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { typesFor } from '../../shared/resources/webhooks.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useDeed } from '../person/useDeed.ts';
import { Dialog, type EndpointDialogProps } from './Dialog.tsx';
import type { Endpoint } from './wire.ts';
import { typeWords } from './words.ts';

type Since = 'all' | 'days' | 'after';

/** Sends what happened in the past: all that was missed, some types, some days, or since a place in the stream. */
export function ReplayDialog({ endpoint, onClose, onDone }: EndpointDialogProps<Endpoint>) {
  const { format } = usePractice();
  const { busy, refusal, act, forget } = useDeed();
  const [since, setSince] = useState<Since>('all');
  const [types, setTypes] = useState<string[]>([]);
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [after, setAfter] = useState('');
  const [delivered, setDelivered] = useState(false);
  const backwards = first !== '' && last !== '' && last < first;
  const incomplete =
    (since === 'days' && first === '' && last === '') || (since === 'after' && !after.trim());

  const send = async () => {
    const range = {
      ...(first && { from: formatInstant(startOfDay(format.zone, first)) }),
      ...(last && { to: formatInstant(nextStartOfDay(format.zone, startOfDay(format.zone, last))) }),
    };
    const body = {
      ...(types.length > 0 && { types }),
      ...(since === 'days' && range),
      ...(since === 'after' && { after: after.trim() }),
      include_delivered: delivered,
    };
    const path = `/v2/webhooks/${endpoint.id}/replay`;
    if (await act({ method: 'POST', path, body }, t`On its way; the log shows what arrives`)) onDone();
  };

  return (
    <Dialog
      title={t`Send again`}
      action={t`Send again`}
      busy={busy}
      refusal={refusal}
      disabled={incomplete || backwards}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Radio.Group
        label={t`What happened`}
        value={since}
        onChange={(value) => {
          setSince(value === 'days' || value === 'after' ? value : 'all');
          forget();
        }}
      >
        <Stack gap={6} mt={6}>
          <Radio value="all" label={t`At any time`} data-autofocus />
          <Radio value="days" label={t`On certain days`} />
          <Radio value="after" label={t`After a message that it names`} />
        </Stack>
      </Radio.Group>
      {since === 'days' && (
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={t`First day`}
            value={first}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t`Last day`}
            value={last}
            onChange={(event) => setLast(event.currentTarget.value)}
            error={backwards && t`This is before the first day`}
          />
        </Group>
      )}
      {since === 'after' && (
        <TextInput
          label={t`Id of the last message it has, or a cursor`}
          placeholder="evt_…"
          autoComplete="off"
          value={after}
          onChange={(event) => {
            setAfter(event.currentTarget.value);
            forget();
          }}
        />
      )}
      <MultiSelect
        label={t`About`}
        placeholder={types.length === 0 ? t`Everything it is told` : ''}
        data={typesFor(endpoint).map((value) => ({ value, label: typeWords(value) }))}
        value={types}
        onChange={setTypes}
        searchable
        hidePickedOptions
      />
      <Checkbox
        label={t`Also what it has received already`}
        checked={delivered}
        onChange={(event) => setDelivered(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
