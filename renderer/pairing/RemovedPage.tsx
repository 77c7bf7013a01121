import { plural, t } from '@lingui/core/macro';
import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDoorOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Practice } from '../../shared/resources/practice.ts';
import { PracticeProvider } from '../app/practice.tsx';
import type { LeftBehind, Removal } from '../data/index.ts';
import { LeftChanges } from './LeftChanges.tsx';
import { PairingFrame } from './PairingFrame.tsx';
import { PairingPage } from './PairingPage.tsx';

/** This desk was shut out: says what is gone, what is safe and what can be done. */
export function RemovedPage({ tenant, left, pair, forget }: Removal) {
  const [again, setAgain] = useState(false);
  const [asking, setAsking] = useState(false);
  // What was said of the practice a moment ago, and offered to be taken back, goes as well.
  useEffect(() => notifications.clean(), []);
  const count = left?.intents.length ?? 0;
  if (again) return <PairingPage tenant={tenant} pair={pair} onBack={() => setAgain(false)} />;

  return (
    <PairingFrame icon={<IconDoorOff size={40} stroke={1.4} aria-hidden />} title={t`This desk was shut out`}>
      <Text>
        {t`An owner or manager took this computer off the list of desks. It shows nothing of the practice any more.`}
      </Text>
      {left ? (
        <Text role="status">{t`What it kept of the practice has been removed from this computer.`}</Text>
      ) : (
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t`What it kept of the practice is being removed…`}</Text>
        </Group>
      )}
      {left && count > 0 && (
        <>
          <Text>
            {plural(count, {
              one: '# change made here never reached the hub. It is kept, and is sent once this desk is let in again. If it will not be, save the change for the practice and remove it here.',
              other:
                '# changes made here never reached the hub. They are kept, and are sent once this desk is let in again. If it will not be, save them for the practice and remove them here.',
            })}
          </Text>
          <Left left={left} />
        </>
      )}
      <Button disabled={!left} onClick={() => setAgain(true)}>
        {t`Let this desk in again`}
      </Button>
      <Button variant="default" disabled={!left} onClick={() => setAsking(true)}>
        {count > 0 ? t`Remove and start over` : t`Start over on this computer`}
      </Button>
      {asking && <Forget count={count} forget={forget} onClose={() => setAsking(false)} />}
    </PairingFrame>
  );
}

/** What is left, as far as it can be said in words: that takes the practice's zone. */
function Left({ left }: { readonly left: LeftBehind }) {
  const [practice, setPractice] = useState<Practice>();
  useEffect(() => {
    void left.query.range('practice', []).then(([known]) => setPractice(known));
  }, [left]);
  if (!practice) return null;
  return (
    <PracticeProvider practice={practice}>
      <LeftChanges left={left} />
    </PracticeProvider>
  );
}

interface ForgetProps {
  readonly count: number;
  readonly forget: () => Promise<void>;
  readonly onClose: () => void;
}

function Forget({ count, forget, onClose }: ForgetProps) {
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{t`Start over on this computer?`}</Text>}
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack gap="md">
        <Text>
          {count === 0
            ? t`Nothing of this practice is left here then. To come back, this computer has to be let in like a new one.`
            : plural(count, {
                one: '# change that the hub never got is lost for good, unless you saved it.',
                other: '# changes that the hub never got are lost for good, unless you saved them.',
              })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t`Keep`}</Button>
          <Button
            color="red"
            loading={busy}
            onClick={() => {
              setBusy(true);
              void forget().then(() => window.location.assign('/'));
            }}
          >
            {t`Start over`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
