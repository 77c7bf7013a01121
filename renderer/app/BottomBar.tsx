import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Indicator, Menu, UnstyledButton } from '@mantine/core';
import { IconLock, IconMenu2, IconSearch, IconUserCircle } from '@tabler/icons-react';
import { useLocation, useNavigate } from 'react-router';
import { useDesk } from '../data/index.ts';
import { useWho } from '../people/useWho.ts';
import { ScreenLink } from './Rail.tsx';
import classes from './rail.module.css';
import { railScreenAt, screens } from './screens.ts';
import { usePanels } from './use-panels.ts';
import { useAttentionCount } from './useAttentionCount.ts';

/** Screens that fit beside the menu in the narrowest window. */
const shown = 4;

/** The way to every screen in a narrow window: the first ones below the screen, the others in a menu. */
export function BottomBar() {
  const { _ } = useLingui();
  const navigate = useNavigate();
  const panels = usePanels();
  const { pathname } = useLocation();
  const attention = useAttentionCount();
  const desk = useDesk();
  const { people: here, current } = useWho();
  const all = screens.filter(({ within }) => !within);
  const more = all.slice(shown);
  const present = railScreenAt(pathname);
  return (
    <nav className={classes.bottom} aria-label={t`Screens`}>
      {all.slice(0, shown).map((screen) => (
        <ScreenLink key={screen.path} screen={screen} named={false} />
      ))}
      <Menu position="top-end" shadow="md" width={240}>
        <Menu.Target>
          <UnstyledButton
            className={classes.link}
            aria-label={attention > 0 ? t`More screens, ${attention} need attention` : t`More screens`}
            data-active={more.some(({ path }) => path === present?.path) || undefined}
          >
            <Indicator disabled={attention === 0} color="red" size={9} offset={2} zIndex={1}>
              <IconMenu2 size={22} stroke={1.7} aria-hidden style={{ display: 'block' }} />
            </Indicator>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
          <Menu.Item
            leftSection={<IconSearch size={20} stroke={1.7} aria-hidden />}
            onClick={() => panels?.open('palette')}
          >
            {t`Search`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserCircle size={20} stroke={1.7} aria-hidden />}
            onClick={() => panels?.open('who')}
          >
            {current ? t`Signed in: ${current.name}` : t`Sign in at this desk`}
          </Menu.Item>
          {here.length > 0 && (
            <Menu.Item
              leftSection={<IconLock size={20} stroke={1.7} aria-hidden />}
              onClick={() => desk.people.lock()}
            >
              {t`Lock now`}
            </Menu.Item>
          )}
          {more.map((screen) => (
            <Menu.Item
              key={screen.path}
              leftSection={<screen.icon size={20} stroke={1.7} aria-hidden />}
              rightSection={screen.path === '/attention' && attention > 0 && attention}
              aria-current={screen === present ? 'page' : undefined}
              onClick={() => navigate(screen.path)}
            >
              {_(screen.words)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
