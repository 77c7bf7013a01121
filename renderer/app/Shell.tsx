import { t } from '@lingui/core/macro';
import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { Outlet } from 'react-router';
import classes from './app.module.css';
import { BottomBar } from './BottomBar.tsx';
import { Rail } from './Rail.tsx';
import { Told } from './Told.tsx';
import { useArrival } from './useArrival.ts';
import { useScrollMemory } from './useScrollMemory.ts';
import { useTheRest } from './useTheRest.ts';
import { useTitle } from './useTitle.ts';

/** What is always there: the way to each screen, the screen beside it. */
export function Shell() {
  const narrow = useMediaQuery('(width < 720px)', undefined, { getInitialValueInEffect: false });
  const main = useRef<HTMLElement>(null);
  useTheRest();
  useTitle();
  useArrival(main);
  useScrollMemory(main);
  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t`Skip to the screen`}
      </button>
      {!narrow && <Rail />}
      <main ref={main} tabIndex={-1} className={classes.page}>
        <Outlet />
      </main>
      {narrow && <BottomBar />}
      <Told />
    </div>
  );
}
