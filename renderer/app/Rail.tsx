import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Indicator, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { NavLink, useLocation } from 'react-router';
import * as z from 'zod';
import logo from '../icon.svg';
import { WhoButton } from '../people/WhoButton.tsx';
import { later } from '../ui/later.tsx';
import { useRemembered } from '../ui/useRemembered.ts';
import { AppearanceButton } from './AppearanceButton.tsx';
import { usePractice } from './practice.tsx';
import { RailButton } from './RailButton.tsx';
import classes from './rail.module.css';
import { railScreenAt, type Screen, screens } from './screens.ts';
import { usePanels } from './use-panels.ts';
import { useAttentionCount } from './useAttentionCount.ts';

const Who = later(async () => (await import('../people/Who.tsx')).Who, WhoButton);
const Appearance = later(async () => (await import('./Appearance.tsx')).Appearance, AppearanceButton);

const groups = ['day', 'practice'] as const;

/** The way to every screen, beside it: signs alone, or with their names. */
export function Rail() {
  const { practice } = usePractice();
  const panels = usePanels();
  const [wide, setWide] = useRemembered('rail-wide', z.boolean(), window.innerWidth >= 1600);
  const size = wide ? t`Hide the names` : t`Show the names`;
  const Size = wide ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  return (
    <nav className={classes.rail} aria-label={t`Screens`} data-wide={wide || undefined}>
      <Tooltip label={practice.name} position="right" disabled={wide}>
        <div className={classes.home}>
          <img src={logo} alt={t`Dunebook, ${practice.name}`} className={classes.logo} />
          {wide && (
            <span className={classes.name} aria-hidden>
              {practice.name}
            </span>
          )}
        </div>
      </Tooltip>
      <RailButton
        icon={<IconSearch size={22} stroke={1.7} aria-hidden />}
        words={t`Search`}
        named={wide}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => panels?.open('palette')}
      />
      <div className={classes.links}>
        {groups.map((group) => (
          <div key={group} className={classes.group}>
            {screens
              .filter((screen) => screen.group === group && !screen.within)
              .map((screen) => (
                <ScreenLink key={screen.path} screen={screen} named={wide} />
              ))}
          </div>
        ))}
      </div>
      <div className={classes.group}>
        <Who named={wide} />
        <Appearance named={wide} />
        <RailButton
          icon={<Size size={20} stroke={1.7} aria-hidden />}
          words={size}
          named={wide}
          aria-expanded={wide}
          onClick={() => setWide(!wide)}
        />
      </div>
    </nav>
  );
}

interface ScreenLinkProps {
  readonly screen: Screen;
  /** With its name beside the sign. */
  readonly named: boolean;
}

/** A screen in the rail or below the screen. */
export function ScreenLink({ screen, named }: ScreenLinkProps) {
  const { _ } = useLingui();
  const { pathname } = useLocation();
  const attention = useAttentionCount();
  const count = screen.path === '/attention' ? attention : 0;
  const words = _(screen.words);
  const present = railScreenAt(pathname)?.path === screen.path;
  return (
    <Tooltip label={words} position="right" disabled={named}>
      <NavLink
        to={screen.path}
        aria-label={count > 0 ? `${words}, ${count}` : words}
        aria-current={present ? 'page' : undefined}
        className={classes.link}
        data-named={named || undefined}
        data-active={present || undefined}
      >
        <Indicator label={count} disabled={count === 0} size={16} color="red" offset={2} zIndex={1}>
          <screen.icon size={22} stroke={1.7} aria-hidden style={{ display: 'block' }} />
        </Indicator>
        {named && <span className={classes.words}>{words}</span>}
      </NavLink>
    </Tooltip>
  );
}
