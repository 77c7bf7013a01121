import { MantineProvider } from '@mantine/core';
import { useMemo } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { type Boot, DeskProvider, type Signal } from '../data/index.ts';
import { LanguageProvider } from '../language/LanguageProvider.tsx';
import { ProgramWords } from '../program/ProgramWords.tsx';
import { Announcer } from '../ui/Announcer.tsx';
import { later } from '../ui/later.tsx';
import { type Clock, ClockProvider } from './clock.tsx';
import { Contrast } from './contrast.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Opening } from './Opening.tsx';
import { routes } from './routes.tsx';
import { theme } from './theme.ts';

const Notices = later(async () => (await import('../ui/Notices.tsx')).Notices, NoneYet);

interface AppProps {
  readonly boot: Signal<Boot>;
  readonly clock: Clock;
}

/** The desk's window: what every screen has around it. */
export function App({ boot, clock }: AppProps) {
  const router = useMemo(() => createBrowserRouter(routes), []);
  return (
    <LanguageProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Contrast />
        <ProgramWords />
        <ErrorBoundary>
          <ClockProvider clock={clock}>
            <Announcer>
              <DeskProvider boot={boot} waiting={(now) => <Opening boot={now} />}>
                {/* In a transition, a key would begin its work only after the next frame. */}
                <RouterProvider router={router} useTransitions={false} />
              </DeskProvider>
            </Announcer>
          </ClockProvider>
          <Notices />
        </ErrorBoundary>
      </MantineProvider>
    </LanguageProvider>
  );
}

/** Nobody is told anything before the first screen stands. */
function NoneYet() {
  return null;
}
