import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import { NavLink, Outlet } from 'react-router';
import { PageBar } from '../app/PageBar.tsx';
import page from '../ui/page.module.css';
import classes from './settings.module.css';

/** What is set up once and changed seldom: one page each, all reached from the line above them. */
export function SettingsFrame() {
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">
          <Trans>Settings</Trans>
        </Title>
      </PageBar>
      <nav className={classes.tabs} aria-label={t`Settings`}>
        <NavLink to="/settings/services">
          <Trans>Services</Trans>
        </NavLink>
        <NavLink to="/settings/resources">
          <Trans>People and rooms</Trans>
        </NavLink>
        <NavLink to="/settings/hours">
          <Trans>Hours and closures</Trans>
        </NavLink>
        <NavLink to="/settings/staff">
          <Trans>Staff</Trans>
        </NavLink>
        <NavLink to="/settings/practice">
          <Trans>Practice</Trans>
        </NavLink>
      </nav>
      <div className={page.body}>
        <Outlet />
      </div>
    </div>
  );
}
