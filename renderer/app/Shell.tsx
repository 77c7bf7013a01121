import { t } from '@lingui/core/macro';
import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { Outlet } from 'react-router';
import { later } from '../ui/later.tsx';
import classes from './app.module.css';
import { Rail } from './Rail.tsx';
import rail from './rail.module.css';
import { Told } from './Told.tsx';
import { useArrival } from './useArrival.ts';
import { useScrollMemory } from './useScrollMemory.ts';
import { useTheRest } from './useTheRest.ts';
import { useTitle } from './useTitle.ts';

const BottomBar = later(async () => (await import('./BottomBar.tsx')).BottomBar, BottomPlace);

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

/** Keeps the bar's place, so that nothing moves when it comes. */
function BottomPlace() {
  return (
    <div className={rail.bottom}>
      <span className={rail.link} />
    </div>
  );
}
