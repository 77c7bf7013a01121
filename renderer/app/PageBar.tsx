import { t } from '@lingui/core/macro';
import { Tooltip } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import classes from './app.module.css';
import { ConnectionState } from './ConnectionState.tsx';
import { useNow } from './clock.tsx';
import { usePractice } from './practice.tsx';

/** The bar above a page; the connection state is always at its end. */
export function PageBar({ children }: { readonly children: ReactNode }) {
  return (
    <header className={classes.bar}>
      {children}
      <Zone />
      <ConnectionState />
    </header>
  );
}

/** Whose times these are, where this computer is elsewhere; the board says it above its hours. */
function Zone() {
  const { format } = usePractice();
  const { pathname } = useLocation();
  const mark = format.zoneMark(useNow(60_000));
  if (!mark || /^\/(board|booking|class)(\/|$)/.test(pathname)) return null;
  return (
    <Tooltip label={t`All times are those of the practice, in ${format.zone}.`}>
      <span className={classes.zone}>
        <IconWorld size={15} stroke={1.7} aria-hidden /> {mark}
      </span>
    </Tooltip>
  );
}
