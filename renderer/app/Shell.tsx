import { Indicator, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconCalendar,
  IconCheck,
  IconDeviceDesktop,
  IconInbox,
  IconMoon,
  IconPlugConnected,
  IconSun,
  IconSunMoon,
} from '@tabler/icons-react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useConnection } from '../data/index.ts';
import logo from '../icon.svg';
import { useDisabled } from '../integrations/disabled.tsx';
import classes from './app.module.css';
import { usePractice } from './practice.tsx';

/** What is always there: the way to each screen on the left, the screen beside it. */
export function Shell() {
  const { practice } = usePractice();
  const refused = useConnection().attention;
  const attention = refused + useDisabled().rows.length;
  const { pathname } = useLocation();
  const onBoard = pathname.startsWith('/board') || pathname.startsWith('/booking');
  return (
    <div className={classes.shell}>
      <nav className={classes.rail} aria-label="Screens">
        <Tooltip label={practice.name} position="right">
          <img src={logo} alt={`Dunebook, ${practice.name}`} className={classes.logo} />
        </Tooltip>
        <Tooltip label="Board" position="right">
          <NavLink to="/board" aria-label="Board" className={classes.link} data-active={onBoard || undefined}>
            <IconCalendar size={22} stroke={1.7} aria-hidden />
          </NavLink>
        </Tooltip>
        <Tooltip label="Needs attention" position="right">
          <NavLink
            to="/attention"
            aria-label={attention > 0 ? `Needs attention, ${attention}` : 'Needs attention'}
            className={classes.link}
          >
            <Indicator label={attention} disabled={attention === 0} size={16} color="red" offset={2}>
              <IconInbox size={22} stroke={1.7} aria-hidden />
            </Indicator>
          </NavLink>
        </Tooltip>
        <Tooltip label="Integrations" position="right">
          <NavLink to="/integrations" aria-label="Integrations" className={classes.link}>
            <IconPlugConnected size={22} stroke={1.7} aria-hidden />
          </NavLink>
        </Tooltip>
        <Appearance />
      </nav>
      <main className={classes.page}>
        <Outlet />
      </main>
    </div>
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
