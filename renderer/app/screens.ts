import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  type Icon,
  IconAddressBook,
  IconArrowsExchange,
  IconBuildingStore,
  IconCalendar,
  IconCalendarSearch,
  IconClock,
  IconDatabase,
  IconDeviceDesktopCog,
  IconDoorEnter,
  IconHourglass,
  IconIdBadge2,
  IconInbox,
  IconListDetails,
  IconPlugConnected,
  IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react';

/** A place that a person can go to. */
export interface Screen {
  readonly path: string;
  /** What it is called in the rail, in the palette and in the window's title: say it with `i18n._()`. */
  readonly words: MessageDescriptor;
  readonly icon: Icon;
  /** `day`: what a day at the desk is made of; `practice`: what is set up now and then. */
  readonly group: 'day' | 'practice';
  /** Addresses that belong to it, where more than those below `path` do. */
  readonly addresses?: RegExp;
  /** Path of the screen that it is a part of: the rail shows only that one. */
  readonly within?: string;
}

const settings: readonly Screen[] = [
  { path: '/settings/services', words: msg`Services`, icon: IconListDetails },
  { path: '/settings/resources', words: msg`People and rooms`, icon: IconUsersGroup },
  { path: '/settings/hours', words: msg`Hours and closures`, icon: IconClock },
  { path: '/settings/staff', words: msg`Staff`, icon: IconIdBadge2 },
  { path: '/settings/practice', words: msg`Practice`, icon: IconBuildingStore },
].map((screen) => ({ ...screen, group: 'practice', within: '/settings' }));

/** Every screen, in the order of the rail. A new one is a line here and a lazy route in routes.tsx. */
export const screens: readonly Screen[] = [
  {
    path: '/board',
    words: msg`Board`,
    icon: IconCalendar,
    group: 'day',
    addresses: /^\/(board|booking|class)(\/|$)/,
  },
  { path: '/find', words: msg`Find a time`, icon: IconCalendarSearch, group: 'day' },
  { path: '/arrivals', words: msg`Arrivals`, icon: IconDoorEnter, group: 'day' },
  { path: '/customers', words: msg`Customers`, icon: IconAddressBook, group: 'day' },
  { path: '/waitlist', words: msg`Waitlist`, icon: IconHourglass, group: 'day' },
  { path: '/reassign', words: msg`Reassign a day`, icon: IconArrowsExchange, group: 'day' },
  { path: '/attention', words: msg`Needs attention`, icon: IconInbox, group: 'day' },
  { path: '/integrations', words: msg`Integrations`, icon: IconPlugConnected, group: 'practice' },
  { path: '/data', words: msg`Data`, icon: IconDatabase, group: 'practice' },
  { path: '/settings', words: msg`Settings`, icon: IconSettings, group: 'practice' },
  ...settings,
  { path: '/desk', words: msg`This desk`, icon: IconDeviceDesktopCog, group: 'practice' },
];

/** The screen at an address: of several, the one that says most of it. */
export function screenAt(pathname: string, among: readonly Screen[] = screens): Screen | undefined {
  const fitting = among.filter(({ path, addresses }) =>
    addresses ? addresses.test(pathname) : pathname === path || pathname.startsWith(`${path}/`),
  );
  return fitting.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** The screen that the rail shows as the present one. */
export function railScreenAt(pathname: string, among: readonly Screen[] = screens): Screen | undefined {
  const screen = screenAt(pathname, among);
  return screen?.within ? among.find(({ path }) => path === screen.within) : screen;
}
