import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useConnection } from '../data/index.ts';
import { NeedsHub } from '../person/NeedsHub.tsx';
import { usePerson } from '../person/person.tsx';
import { SignInPage } from '../person/SignIn.tsx';
import classes from './settings.module.css';

interface GateProps {
  /** What signing in is for. */
  readonly title: string;
  readonly children: ReactNode;
}

/** Lets owners and managers in, and says who is signed in. */
export function Gate({ title, children }: GateProps) {
  const { person, signOut } = usePerson();
  const { state } = useConnection();
  if (!person)
    return state === 'online' ? (
      <SignInPage title={title} icon={<IconLock size={36} stroke={1.4} aria-hidden />} />
    ) : (
      <NeedsHub>
        <Trans>
          These settings are kept by the hub, which can’t be reached right now. The desk works on without.
        </Trans>
      </NeedsHub>
    );
  return (
    <>
      <div className={classes.signed}>
        <Text size="xs" c="dimmed" truncate>
          <Trans>Signed in: {person.name}</Trans>
        </Text>
        <Button size="compact-sm" variant="default" onClick={signOut}>
          <Trans>Sign out</Trans>
        </Button>
      </div>
      {children}
    </>
  );
}
