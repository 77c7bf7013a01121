import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useDeed } from '../person/useDeed.ts';
import { Dialog, type EndpointDialogProps } from './Dialog.tsx';
import type { Endpoint } from './wire.ts';
import { endpointName } from './words.ts';

/** Asks first: what waits for the endpoint goes with it. */
export function RemoveEndpoint({ endpoint, onClose, onDone }: EndpointDialogProps<Endpoint>) {
  const { busy, refusal, act } = useDeed();
  const remove = async () => {
    if (await act({ method: 'DELETE', path: `/v2/webhooks/${endpoint.id}` }, t`Webhook removed`)) onDone();
  };
  return (
    <Dialog
      title={t`Remove “${{ name: endpointName(endpoint) }}”?`}
      action={t`Remove`}
      dangerous
      busy={busy}
      refusal={refusal}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <Text size="sm">
        <Trans>
          It is told nothing any more. What waits for it and its log are removed with it; this can’t be taken
          back.
        </Trans>
      </Text>
    </Dialog>
  );
}
