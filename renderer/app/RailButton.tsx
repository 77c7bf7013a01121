import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import classes from './rail.module.css';

interface RailButtonProps extends ComponentProps<'button'> {
  readonly icon: ReactNode;
  readonly words: string;
  /** For those who see the sign alone or hear it, where it says more than the words. */
  readonly label?: string;
  /** With its words beside the sign. */
  readonly named: boolean;
}

/** Something the rail does. */
export function RailButton({ icon, words, label = words, named, ...button }: RailButtonProps) {
  return (
    <Tooltip label={label} position="right" disabled={named}>
      <UnstyledButton {...button} className={classes.link} data-named={named || undefined} aria-label={label}>
        {icon}
        {named && <span className={classes.words}>{words}</span>}
      </UnstyledButton>
    </Tooltip>
  );
}
