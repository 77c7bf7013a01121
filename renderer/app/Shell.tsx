import { t } from '@lingui/core/macro';
import { Indicator, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowsExchange,
  IconCalendar,
  IconCalendarSearch,
  IconCheck,
  IconDeviceDesktop,
  IconHourglass,
  IconInbox,
  IconMoon,
  IconPlugConnected,
  IconSettings,
  IconSun,
  IconSunMoon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useViolations } from '../attention/violations.tsx';
import { useConnection } from '../data/index.ts';
import logo from '../icon.svg';
import { useDisabled } from '../integrations/disabled.tsx';
import classes from './app.module.css';
import { usePractice } from './practice.tsx';

/** What is always there: the way to each screen on the left, the screen beside it. */
export function Shell() {
  const { practice } = usePractice();
  const refused = useConnection().attention;
  const attention = refused + useDisabled().rows.length + useViolations().length;
  const { pathname } = useLocation();
  const onBoard = /^\/(board|booking|class)/.test(pathname);
  return (
    <div className={classes.shell}>
      <nav className={classes.rail} aria-label="Screens">
        <Tooltip label={practice.name} position="right">
          <img src={logo} alt={`Dunebook, ${practice.name}`} className={classes.logo} />
        </Tooltip>
        <RailLink to="/board" label={t`Board`} active={onBoard}>
          <IconCalendar size={22} stroke={1.7} aria-hidden />
        </RailLink>
        <RailLink to="/find" label={t`Find a time`}>
          <IconCalendarSearch size={22} stroke={1.7} aria-hidden />
        </RailLink>
        <RailLink
          to="/attention"
          label="Needs attention"
          {...(attention > 0 && { name: `Needs attention, ${attention}` })}
        >
          <Indicator label={attention} disabled={attention === 0} size={16} color="red" offset={2}>
            <IconInbox size={22} stroke={1.7} aria-hidden />
          </Indicator>
        </RailLink>
        <RailLink to="/waitlist" label={t`Waitlist`}>
          <IconHourglass size={22} stroke={1.7} aria-hidden />
        </RailLink>
        <RailLink to="/reassign" label="Reassign a day">
          <IconArrowsExchange size={22} stroke={1.7} aria-hidden />
        </RailLink>
        <RailLink to="/integrations" label="Integrations">
          <IconPlugConnected size={22} stroke={1.7} aria-hidden />
        </RailLink>
        <RailLink to="/settings" label={t`Settings`}>
          <IconSettings size={22} stroke={1.7} aria-hidden />
        </RailLink>
        <Appearance />
      </nav>
      <main className={classes.page}>
        <Outlet />
      </main>
    </div>
  );
}

interface RailLinkProps {
  readonly to: string;
  readonly label: string;
  /** Accessible name, where it says more than the label. */
  readonly name?: string;
  /** Shown as the present screen although the address is another. */
  readonly active?: boolean;
  readonly children: ReactNode;
}

function RailLink({ to, label, name = label, active = false, children }: RailLinkProps) {
  return (
    <Tooltip label={label} position="right">
      <NavLink to={to} aria-label={name} className={classes.link} data-active={active || undefined}>
        {children}
      </NavLink>
    </Tooltip>
  );
}

const schemes = [
  { value: 'light', label: 'Light', Icon: IconSun },
  { value: 'dark', label: 'Dark', Icon: IconMoon },
  { value: 'auto', label: 'Like the computer', Icon: IconDeviceDesktop },
] as const;

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.link} mt="auto" aria-label="Appearance">
          <IconSunMoon size={22} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === value && <IconCheck size={16} aria-hidden />}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
