import { Navigate, type RouteObject, useNavigate } from 'react-router';
import { BackupProvider } from '../attention/backups.tsx';
import { PaperProvider } from '../attention/paper.tsx';
import { ViolationsProvider } from '../attention/violations.tsx';
import { BoardPage } from '../board/BoardPage.tsx';
import { useDesk } from '../data/index.ts';
import { DisabledProvider } from '../integrations/disabled.tsx';
import { PersonProvider } from '../person/person.tsx';
import { patiently } from '../ui/later.tsx';
import { Frame } from './Frame.tsx';
import { NotFound } from './NotFound.tsx';
import { PairingPage } from './Opening.tsx';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

/**
 * Every address of the desk. The board stays as it is while a booking's drawer opens beside it. Screens besides the
 * board are fetched when they are first opened; the service worker keeps them for offline.
 */
const all: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <RouteError />,
    // Until the first screen is fetched there is nothing to show; a message would only flash.
    hydrateFallbackElement: <></>,
    children: [
      { path: '/pairing', element: <PairAgain /> },
      {
        path: '/print/day/:date',
        lazy: async () => ({ Component: (await import('../print/PrintPage.tsx')).DayPrintPage }),
      },
      {
        path: '/print/week/:date',
        lazy: async () => ({ Component: (await import('../print/PrintPage.tsx')).WeekPrintPage }),
      },
      {
        path: '/customers/:id/print',
        lazy: async () => ({ Component: (await import('../customers/PrintPage.tsx')).PrintPage }),
      },
      {
        element: (
          <PersonProvider>
            <DisabledProvider>
              <ViolationsProvider>
                <BackupProvider>
                  <PaperProvider>
                    <Shell />
                  </PaperProvider>
                </BackupProvider>
              </ViolationsProvider>
            </DisabledProvider>
          </PersonProvider>
        ),
        errorElement: <RouteError />,
        children: [
          { index: true, element: <Navigate to="/board" replace /> },
          {
            element: <BoardPage />,
            children: [
              { path: 'board' },
              { path: 'board/:date' },
              { path: 'booking/:id' },
              { path: 'class/:id' },
            ],
          },
          {
            path: 'find',
            lazy: async () => ({ Component: (await import('../find/FindPage.tsx')).FindPage }),
          },
          {
            path: 'arrivals',
            lazy: async () => ({ Component: (await import('../arrivals/ArrivalsPage.tsx')).ArrivalsPage }),
          },
          ...['reassign', 'reassign/:date', 'reassign/:date/:resource'].map((path) => ({
            path,
            lazy: async () => ({ Component: (await import('../reassign/ReassignPage.tsx')).ReassignPage }),
          })),
          {
            path: 'waitlist',
            lazy: async () => ({ Component: (await import('../waitlist/WaitlistPage.tsx')).WaitlistPage }),
          },
          {
            path: 'desk',
            lazy: async () => ({ Component: (await import('./desk/DeskPage.tsx')).DeskPage }),
          },
          {
            path: 'customers',
            lazy: async () => ({ Component: (await import('../customers/CustomersPage.tsx')).CustomersPage }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('../customers/OverviewPage.tsx')).OverviewPage,
                }),
              },
              {
                path: 'new',
                lazy: async () => ({
                  Component: (await import('../customers/NewCustomerPage.tsx')).NewCustomerPage,
                }),
              },
              {
                path: 'import',
                lazy: async () => ({ Component: (await import('../customers/ImportPage.tsx')).ImportPage }),
              },
              {
                path: 'import/:importId',
                lazy: async () => ({
                  Component: (await import('../customers/ImportResultPage.tsx')).ImportResultPage,
                }),
              },
              {
                path: ':id',
                lazy: async () => ({ Component: (await import('../customers/ProfilePage.tsx')).ProfilePage }),
              },
              {
                path: ':id/merge/:other',
                lazy: async () => ({ Component: (await import('../customers/MergePage.tsx')).MergePage }),
              },
            ],
          },
          {
            path: 'attention',
            lazy: async () => ({ Component: (await import('../attention/AttentionPage.tsx')).AttentionPage }),
          },
          {
            lazy: async () => ({
              Component: (await import('../integrations/IntegrationsPage.tsx')).IntegrationsPage,
            }),
            children: [
              { path: 'integrations' },
              { path: 'integrations/keys' },
              { path: 'integrations/feeds' },
              { path: 'integrations/webhooks/:id' },
              { path: 'integrations/webhooks/:id/deliveries/:delivery' },
            ],
          },
          {
            path: 'settings',
            lazy: async () => ({ Component: (await import('../settings/SettingsFrame.tsx')).SettingsFrame }),
            children: [
              { index: true, element: <Navigate to="/settings/services" replace /> },
              {
                path: 'services',
                lazy: async () => ({ Component: (await import('../settings/ServiceList.tsx')).ServiceList }),
              },
              {
                path: 'services/:id',
                lazy: async () => ({ Component: (await import('../settings/ServicePage.tsx')).ServicePage }),
              },
              {
                path: 'resources',
                lazy: async () => ({
                  Component: (await import('../settings/ResourceList.tsx')).ResourceList,
                }),
              },
              {
                path: 'resources/:id',
                lazy: async () => ({
                  Component: (await import('../settings/ResourcePage.tsx')).ResourcePage,
                }),
              },
              {
                path: 'hours',
                lazy: async () => ({ Component: (await import('../settings/HoursPage.tsx')).HoursPage }),
              },
              {
                path: 'staff',
                lazy: async () => ({ Component: (await import('../settings/StaffPage.tsx')).StaffPage }),
              },
              {
                path: 'practice',
                lazy: async () => ({
                  Component: (await import('../settings/PracticePage.tsx')).PracticePage,
                }),
              },
            ],
          },
          {
            path: 'data',
            lazy: async () => ({ Component: (await import('../data-page/DataPage.tsx')).DataPage }),
          },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];

/** A screen that cannot be fetched is asked for again, while the one before it stays. */
function patient(some: readonly RouteObject[]): RouteObject[] {
  return some.map((route) => {
    const { lazy, children } = route;
    const waits = typeof lazy === 'function' ? { lazy: patiently(lazy) } : {};
    if (route.index) return { ...route, ...waits };
    return { ...route, ...waits, ...(children && { children: patient(children) }) };
  });
}

export const routes = patient(all);

function PairAgain() {
  const desk = useDesk();
  const navigate = useNavigate();
  return <PairingPage tenant={desk.tenant} pair={desk.pair} onPaired={() => navigate('/board')} />;
}
