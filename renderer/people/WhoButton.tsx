import { t } from '@lingui/core/macro';
import { UnstyledButton } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import rail from '../app/rail.module.css';
import { useWho } from './useWho.ts';

/** What stands for the menu of who is signed in until that is here. */
export function WhoButton({ named }: { readonly named: boolean }) {
  const { current } = useWho();
  const words = current?.name ?? t`Sign in`;
  return (
    <UnstyledButton className={rail.link} data-named={named || undefined} aria-label={words}>
      <IconUserCircle size={22} stroke={1.7} aria-hidden />
      {named && <span className={rail.words}>{words}</span>}
    </UnstyledButton>
  );
}
