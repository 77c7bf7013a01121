import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Center, Code, Loader, Stack, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Outlet } from 'react-router';
import { BookerProvider } from '../booking/Booker.tsx';
import { BiggerProvider } from '../booking/bigger.tsx';
import { useConnection, useLive } from '../data/index.ts';
import { LockGate } from '../people/LockGate.tsx';
import { firstScreenStands } from '../ui/later.tsx';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';
import { UndoProvider } from '../undo/UndoProvider.tsx';
import { ConnectionState } from './ConnectionState.tsx';
import { PanelsProvider } from './panels.tsx';
import { PracticeProvider } from './practice.tsx';

/** Waits for the practice, without which no time can be shown, and gives the screens what they share. */
export function Frame() {
  const { data: practice, loading } = useLive(
    ['practice'],
    async (query) => (await query.range('practice', []))[0],
    [],
  );
  const { filled } = useConnection();
  const late = useLate(loading);
  const empty = !practice && !loading;
  // What is not here yet comes from the hub, which is spoken with once the first screen stands.
  useEffect(() => {
    if (empty) firstScreenStands();
  }, [empty]);
  if (practice)
    return (
      <PracticeProvider practice={practice}>
        <LockGate>
          <UndoProvider>
            <BookerProvider>
              <BiggerProvider>
                <PanelsProvider>
                  <Outlet />
                </PanelsProvider>
              </BiggerProvider>
            </BookerProvider>
          </UndoProvider>
        </LockGate>
      </PracticeProvider>
    );
  if (loading) return <Center h="100%">{late && <Loader type="dots" aria-label={t`Opening`} />}</Center>;
  return filled ? <NoPractice /> : <Fetching />;
}

function Fetching() {
  return (
    <Message icon={<Loader type="dots" />} title={t`Fetching the practice from the hub`}>
      <Stack align="center">
        <Text>{t`This happens once; afterwards the desk works without the hub, too.`}</Text>
        <ConnectionState />
      </Stack>
    </Message>
  );
}

function NoPractice() {
  return (
    <Message
      icon={<IconBuildingStore size={44} stroke={1.4} aria-hidden />}
      title={t`This hub has no practice yet`}
    >
      <Stack gap="xs">
        <Text>
          <Trans>
            To look around in a made-up clinic, stop the hub and start it with{' '}
            <Code>npm run hub -- --demo</Code>
          </Trans>
        </Text>
        <Text>{t`As soon as there is a practice, its board opens here by itself.`}</Text>
      </Stack>
    </Message>
  );
}
