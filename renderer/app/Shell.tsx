import { t } from '@lingui/core/macro';
import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { useLanguage } from '../language/LanguageProvider.tsx';
import { desktopProgram } from '../ui/desktop.ts';
import { later } from '../ui/later.tsx';
import { StillFetching } from '../ui/StillFetching.tsx';
import classes from './app.module.css';
import { Rail } from './Rail.tsx';
import rail from './rail.module.css';
import { useArrival } from './useArrival.ts';
import { useScrollMemory } from './useScrollMemory.ts';
import { useTheRest } from './useTheRest.ts';
import { useTitle } from './useTitle.ts';

const LanguageQuestion = later(
  async () => (await import('../language/LanguageQuestion.tsx')).LanguageQuestion,
);
const Told = later(async () => (await import('./Told.tsx')).Told, Nothing);
const OpenedLinks = later(async () => (await import('../pairing/OpenedLinks.tsx')).OpenedLinks, Nothing);
const ExportEnd = later(async () => (await import('../data-page/ExportEnd.tsx')).ExportEnd, Nothing);
const Program = later(async () => (await import('../program/Program.tsx')).Program, Nothing);
const BottomBar = later(async () => (await import('./BottomBar.tsx')).BottomBar, BottomPlace);

/** What is always there: the way to each screen, the screen beside it. */
export function Shell() {
  const narrow = useMediaQuery('(width < 720px)', undefined, { getInitialValueInEffect: false });
  const main = useRef<HTMLElement>(null);
  const loading = useNavigation().state === 'loading';
  const { asked } = useLanguage();
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
      {loading && <StillFetching />}
      <Told />
      <ExportEnd />
      {desktopProgram() && (
        <>
          <OpenedLinks />
          <Program />
        </>
      )}
      {asked && <LanguageQuestion />}
    </div>
  );
}

/** It is nothing to look at. */
function Nothing() {
  return null;
}

/** Keeps the bar's place, so that nothing moves when it comes. */
function BottomPlace() {
  return (
    <div className={rail.bottom}>
      <span className={rail.link} />
    </div>
  );
}
