import { t } from '@lingui/core/macro';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { useHub } from '../person/useHub.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { useStore } from '../ui/store.ts';
import { begunExport } from './begun-export.ts';
import { exportProblemWords } from './export-words.ts';
import { type WholeExport, wholeExport } from './wire.ts';

/** Tells whoever began an export that it is done, or failed, whatever screen they have gone to. */
export function ExportEnd() {
  const id = useStore(begunExport, (begun) => begun);
  return id === undefined ? null : <Awaited key={id} id={id} />;
}

const toastId = 'export';

function Awaited({ id }: { readonly id: string }) {
  const announce = useAnnounce();
  const navigate = useNavigate();
  // Whoever has signed out meanwhile is told when they are back.
  const { data, refusal } = useHub(`/v2/exports/${id}`, wholeExport, 1500);
  const end = useEffectEvent(({ status, problem }: WholeExport) => {
    if (status === 'running') return;
    begunExport.set(undefined);
    if (status === 'cancelled') return;
    const said =
      status === 'done' ? t`The export is done: save it on the Data screen` : exportProblemWords(problem);
    announce(said);
    notifications.hide(toastId);
    notifications.show({
      id: toastId,
      autoClose: status === 'done' ? 20_000 : false,
      closeButtonProps: { 'aria-label': t`Close` },
      message: (
        <Group justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm">{said}</Text>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(toastId);
              void navigate('/data');
            }}
          >
            {t`Show`}
          </Button>
        </Group>
      ),
    });
  });
  useEffect(() => {
    if (data) end(data);
  }, [data]);
  useEffect(() => {
    if (refusal?.code === 'not_found') begunExport.set(undefined);
  }, [refusal]);
  return null;
}
