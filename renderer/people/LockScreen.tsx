import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { ConnectionState } from '../app/ConnectionState.tsx';
import { usePractice } from '../app/practice.tsx';
import { useDesk } from '../data/index.ts';
import { EnterForm } from './EnterForm.tsx';
import classes from './people.module.css';
import { useWho } from './useWho.ts';
import { leftWords } from './words.ts';

/** Keys that are the desk's own reach nothing behind this. */
function keepKeys(event: KeyboardEvent): void {
  event.stopPropagation();
  event.nativeEvent.stopPropagation();
}

/** Covers everything until somebody shows a PIN. */
export function LockScreen() {
  const { people } = useDesk();
  const { practice } = usePractice();
  const { people: here, current, left } = useWho();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    // The browser's own dialog is above everything and leaves nothing else to the keyboard, open menus included.
    element.showModal();
    const stay = () => element.showModal();
    element.addEventListener('close', stay);
    const outside = (event: Event) => {
      if (event.target instanceof Node && element.contains(event.target)) return;
      event.stopPropagation();
      element.focus();
    };
    window.addEventListener('keydown', outside, true);
    return () => {
      element.removeEventListener('close', stay);
      window.removeEventListener('keydown', outside, true);
      element.close();
    };
  }, []);
  const first = current?.id ?? (here.length === 1 ? here[0]?.id : undefined);
  const title = here.length > 0 ? t`This desk is locked` : t`Sign in to work at this desk`;
  return (
    <dialog
      ref={dialog}
      className={classes.lock}
      aria-labelledby="lock-title"
      aria-describedby="lock-left"
      onCancel={(event) => event.preventDefault()}
      onKeyDown={keepKeys}
    >
      <div className={classes.lockPanel}>
        <Stack gap="lg">
          <div>
            <IconLock size={30} stroke={1.5} color="var(--desk-accent)" aria-hidden />
            <Title order={1} size="h3" id="lock-title">
              {title}
            </Title>
            <Text c="dimmed" size="sm">
              {practice.name}
            </Text>
          </div>
          <div role="status" id="lock-left">
            {left && (
              <Text size="sm" className={classes.left}>
                {leftWords(left)}
              </Text>
            )}
          </div>
          <EnterForm key={first} first={first} />
          {!practice.desk_sign_in && (
            <Button variant="default" onClick={people.goOnAsDesk}>
              <Trans>Go on without signing in</Trans>
            </Button>
          )}
          <ConnectionState />
        </Stack>
      </div>
    </dialog>
  );
}
